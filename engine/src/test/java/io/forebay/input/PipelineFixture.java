package io.forebay.input;

import io.forebay.coordination.Await;
import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Pipeline;
import io.forebay.queue.Batch;
import io.forebay.queue.TensorQueue;
import io.forebay.queue.Tensors;
import io.forebay.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;

/// A pipeline, and a coordinator of its runners.
abstract class PipelineFixture {
  final Pipeline pipeline = new Pipeline("test");
  final Coordinator coordinator = new Coordinator();
  private final List<Thread> threads = new ArrayList<>();

  /// As a session does it.
  final void startRunners() {
    pipeline
        .queueRunners()
        .forEach(runner -> threads.addAll(runner.createThreads(coordinator, true, true)));
  }

  /// Stops the coordinator, upon which all threads end.
  final void stopRunners() {
    coordinator.requestStop();
    awaitThreads();
  }

  /// All threads of the runners have ended.
  final void awaitThreads() {
    threads.forEach(Await::end);
  }

  @AfterEach
  void close() {
    stopRunners();
    pipeline.close();
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
