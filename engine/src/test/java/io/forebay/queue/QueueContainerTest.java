package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.DType;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Queues opened under a name are the same queue; what is compared is in [SharedSettingsTest].
class QueueContainerTest {
  private static final QueueConfig ONE = QueueConfig.of(1, Tensors.NUMBER);

  private final QueueContainer container = new QueueContainer("c");

  @AfterEach
  void free() {
    container.reset();
  }

  /// Q65, TC-036, TC-142.
  @Test
  void aSharedQueueHasOneStore() throws Exception {
    TensorQueue one = container.fifoQueue("shared_queue", ONE);
    TensorQueue other = container.fifoQueue("shared_queue", ONE);
    WayIn.COPY.put(one, 10);
    assertEquals(1, one.size());
    assertEquals(1, other.size());
    assertArrayEquals(new long[] {10}, WayOut.DEQUEUE.take(other, 1));
    assertEquals(0, one.size());
    assertEquals(0, other.size());
    WayIn.COPY.put(other, 20);
    assertArrayEquals(new long[] {20}, WayOut.DEQUEUE.take(one, 1));
    one.close();
    assertTrue(other.isClosed());
  }

  /// Q65, Q68, TC-199.
  @Test
  void everyKindOfQueueIsShared() {
    ShuffleConfig shuffle = ShuffleConfig.of(0);
    TensorQueue fifo = container.fifoQueue("fifo", ONE);
    TensorQueue padding = container.paddingFifoQueue("padding", ONE);
    TensorQueue shuffled = container.shuffleQueue("shuffle", ONE, shuffle);
    TensorQueue priority = container.priorityQueue("priority", ONE);
    assertSame(fifo, container.fifoQueue("fifo", ONE));
    assertSame(padding, container.paddingFifoQueue("padding", ONE));
    assertSame(shuffled, container.shuffleQueue("shuffle", ONE, shuffle));
    assertSame(priority, container.priorityQueue("priority", ONE));
    assertEquals(List.of(DType.INT64, DType.INT64), priority.dtypes());
  }

  @Test
  void aSharedQueueKnowsItsNames() {
    TensorQueue queue = container.fifoQueue("shared_queue", ONE.withName("numbers"));
    assertEquals("c", container.name());
    assertEquals("c", queue.container());
    assertEquals("shared_queue", queue.sharedName());
    assertEquals("numbers", queue.name());
  }

  /// Q63, Q69.
  @Test
  void queuesWithoutASharedNameArePrivate() {
    TensorQueue one = container.fifoQueue("", ONE);
    TensorQueue other = container.fifoQueue("", ONE);
    assertNotSame(one, other);
    assertEquals("", one.container());
    assertEquals("", one.sharedName());
    container.reset();
    assertEquals(0, one.size());
    one.free();
    other.free();
  }

  /// Q65: the same container and the same name.
  @Test
  void otherNamesAndContainersHaveOtherQueues() {
    QueueContainer another = new QueueContainer("c");
    TensorQueue queue = container.fifoQueue("a", ONE);
    assertNotSame(queue, container.fifoQueue("b", ONE));
    assertNotSame(queue, another.fifoQueue("a", ONE));
    another.reset();
  }

  @Test
  void threadsThatOpenAQueueAtOnceGetTheSame() {
    int threads = 8;
    CountDownLatch ready = new CountDownLatch(threads);
    List<Call<TensorQueue>> opened =
        IntStream.range(0, threads)
            .mapToObj(i ->
                Call.of(() -> {
                  ready.countDown();
                  ready.await();
                  return (TensorQueue) container.fifoQueue("shared_queue", ONE);
                }))
            .toList();
    assertEquals(1, opened.stream().map(Call::result).distinct().count());
  }
}
