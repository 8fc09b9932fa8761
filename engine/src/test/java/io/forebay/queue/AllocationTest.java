package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Steady state allocates nothing, measured over 120,000 elements.
class AllocationTest {
  private static final int WARM_UP = 24_000;
  private static final int ELEMENTS = 120_000;
  private static final int BATCH = 12;

  private static final ElementWriter<long[], RuntimeException> WRITER =
      (next, slot) -> slot.component(0).setLong(0, next[0]++);

  private final AllocatedBytes allocated;

  AllocationTest() throws ReflectiveOperationException {
    allocated = new AllocatedBytes();
  }

  @Test
  void aFifoQueueAllocatesNothing() throws Exception {
    FifoQueue queue = new FifoQueue(QueueConfig.of(100, Tensors.NUMBER));
    oneThread(queue);
    queue.free();
  }

  @Test
  void aFifoQueueWhoseBatchesWrapAllocatesNothing() throws Exception {
    FifoQueue queue =
        new FifoQueue(
            QueueConfig.of(20, Tensors.NUMBER)
                .withMemory(io.forebay.tensor.memory.MemoryPolicy.PLAIN));
    oneThread(queue);
    assertTrue(queue.counters().copiedBatches() > 0);
    queue.free();
  }

  @Test
  void aShuffleQueueAllocatesNothing() throws Exception {
    ShuffleQueue queue =
        new ShuffleQueue(QueueConfig.of(100, Tensors.NUMBER), ShuffleConfig.of(50));
    oneThread(queue);
    queue.free();
  }

  private void oneThread(TensorQueue queue) throws Exception {
    long[] next = {0};
    Batch batch = queue.newBatch(BATCH);
    pump(queue, batch, next, WARM_UP);
    long before = allocated.soFar();
    pump(queue, batch, next, ELEMENTS);
    AllocatedBytes.assertLittle(allocated.soFar() - before);
  }

  private static void pump(TensorQueue queue, Batch batch, long[] next, int elements)
      throws InterruptedException {
    for (int i = 0; i < elements; i++) {
      queue.enqueue(next, WRITER);
      if (queue.size() == queue.capacity()) {
        try (batch) {
          queue.dequeueMany(batch);
        }
      }
    }
  }

  /// Two threads, a buffer so small that both block now and then.
  @Test
  void twoThreadsThatBlockAllocateNothing() throws Exception {
    twoThreads(new FifoQueue(QueueConfig.of(20, Tensors.NUMBER)));
    twoThreads(
        new ShuffleQueue(QueueConfig.of(20, Tensors.NUMBER), ShuffleConfig.of(4).withSeed(1)));
  }

  private void twoThreads(TensorQueue queue) throws InterruptedException {
    Call<Long> producer =
        Call.of(() -> {
          long[] next = {0};
          enqueue(queue, next, WARM_UP);
          long before = allocated.soFar();
          enqueue(queue, next, ELEMENTS);
          return allocated.soFar() - before;
        });
    Call<Long> consumer =
        Call.of(() -> {
          Batch batch = queue.newBatch(BATCH);
          dequeue(queue, batch, WARM_UP / BATCH);
          long before = allocated.soFar();
          dequeue(queue, batch, ELEMENTS / BATCH - 1);
          return allocated.soFar() - before;
        });
    AllocatedBytes.assertLittle(producer.result());
    AllocatedBytes.assertLittle(consumer.result());
    QueueCounters counters = queue.counters();
    assertTrue(counters.producerBlockedNanos() > 0 || counters.consumerBlockedNanos() > 0);
    assertEquals(WARM_UP + ELEMENTS, counters.enqueued());
    queue.free();
  }

  private static void enqueue(TensorQueue queue, long[] next, int elements)
      throws InterruptedException {
    for (int i = 0; i < elements; i++) {
      queue.enqueue(next, WRITER);
    }
  }

  private static void dequeue(TensorQueue queue, Batch batch, int batches)
      throws InterruptedException {
    for (int i = 0; i < batches; i++) {
      try (batch) {
        queue.dequeueMany(batch);
      }
    }
  }
}
