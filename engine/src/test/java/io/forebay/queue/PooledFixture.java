package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.error.OutOfRangeException;
import io.forebay.wait.Wait;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// Queues in pooled storage. At the end of every test each is closed and drained, and then neither
/// its budget nor its pool may miss a byte; then it is freed, which finds claims and batches left
/// open.
abstract class PooledFixture {
  private final List<TensorQueue> queues = new ArrayList<>();

  /// The queue, to be looked after.
  <Q extends TensorQueue> Q own(Q queue) {
    queues.add(queue);
    return queue;
  }

  /// Bytes of blocks that the queue's pool misses.
  static long outstanding(TensorQueue queue) {
    return ((PooledChannel) queue.channel()).pool().outstandingBytes();
  }

  /// Closes the batch, so that it can be used again.
  static void release(Batch batch) {
    batch.close();
  }

  /// Takes all that is left after a close, one by one; how many.
  static int drain(TensorQueue queue) throws InterruptedException {
    int elements = 0;
    try (Batch batch = queue.newBatch(1)) {
      while (true) {
        queue.dequeue(batch);
        release(batch);
        elements++;
      }
    } catch (OutOfRangeException end) {
      return elements;
    }
  }

  /// Dequeues one element of numbers, its first value of that component.
  static long next(TensorQueue queue, int component) throws InterruptedException {
    try (Batch batch = queue.newBatch(1)) {
      assertEquals(true, queue.dequeue(batch, Wait.NOT_AT_ALL));
      return batch.component(component).getLong(0);
    }
  }

  static void untilProducersWait(TensorQueue queue, int n) {
    Call.until(() -> queue.waitingProducers() == n);
  }

  static void untilConsumersWait(TensorQueue queue, int n) {
    Call.until(() -> queue.waitingConsumers() == n);
  }

  @AfterEach
  void nothingIsOutstanding() throws InterruptedException {
    for (TensorQueue queue : queues) {
      queue.close(true);
      drain(queue);
      assertEquals(0, queue.size());
      assertEquals(0, queue.bytes(), "bytes of the budget");
      assertEquals(0, outstanding(queue), "bytes of the pool");
      queue.free();
    }
  }
}
