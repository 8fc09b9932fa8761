package io.forebay.input;

import io.forebay.queue.Batch;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.util.LinkedHashMap;
import java.util.Map;
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

  /// Enqueues one element.
  static void enqueue(TensorQueue queue, Tensor[] element, Wait wait) throws InterruptedException {
    if (isNamed(queue, element)) {
      queue.enqueue(wait, named(queue.spec(), element));
    } else {
      queue.enqueue(wait, element);
    }
  }

  /// Enqueues several elements, stacked.
  static void enqueueMany(TensorQueue queue, Tensor[] stacked, Wait wait)
      throws InterruptedException {
    if (isNamed(queue, stacked)) {
      queue.enqueueMany(wait, named(queue.spec(), stacked));
    } else {
      queue.enqueueMany(wait, stacked);
    }
  }

  private static boolean isNamed(TensorQueue queue, Tensor[] components) {
    return queue.spec().isNamed() && components.length == queue.spec().size();
  }

  private static Map<String, Tensor> named(ElementSpec spec, Tensor[] components) {
    Map<String, Tensor> byName = new LinkedHashMap<>();
    for (int c = 0; c < components.length; c++) {
      byName.put(spec.component(c).name(), components[c]);
    }
    return byName;
  }
}
