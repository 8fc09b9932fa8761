package io.forebay.input;

import io.forebay.queue.Batch;
import io.forebay.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The tensors that a record consists of, in the order of the components.
@FunctionalInterface
interface Components<R> {
  Tensor[] of(R record);

  /// Those of a batch, which are always the same objects; for one thread.
  static Components<Batch> ofBatches(int count) {
    return new Components<>() {
      private @Nullable Batch last;
      private Tensor[] components = {};

      @Override
      public Tensor[] of(Batch batch) {
        if (batch != last) {
          components = new Tensor[count];
          for (int c = 0; c < count; c++) {
            components[c] = batch.component(c);
          }
          last = batch;
        }
        return components;
      }
    };
  }
}
