package io.forebay.input;

import io.forebay.coordination.PipelineFixture;
import io.forebay.queue.Batch;
import io.forebay.queue.TensorQueue;
import io.forebay.queue.Tensors;
import io.forebay.tensor.Tensor;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;

/// What the tests of inputs share.
abstract class InputFixture extends PipelineFixture {
  @AfterEach
  void close() {
    stopAndFree();
  }

  static Examples<long[]> counted(Counting source) {
    return Examples.written(source, Inputs.PAIR, Inputs.WRITER);
  }

  static List<Long> longs(Tensor tensor) {
    return LongStream.of(Tensors.values(tensor)).boxed().toList();
  }

  /// n numbers, INT64 or INT32, of a queue of scalars.
  static List<Long> take(TensorQueue queue, int n) throws InterruptedException {
    try (Batch batch = queue.newBatch(n)) {
      queue.dequeueMany(batch);
      Tensor all = batch.component(0);
      boolean wide = all.dtype().bytes() == Long.BYTES;
      return LongStream.range(0, n)
          .map(i -> wide ? all.getLong(i) : all.getInt(i))
          .boxed()
          .toList();
    }
  }
}
