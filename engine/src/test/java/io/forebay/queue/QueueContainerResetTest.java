package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import org.junit.jupiter.api.Test;

/// Shared queues live until their container is reset (Q69).
class QueueContainerResetTest {
  private static final QueueConfig CONFIG = QueueConfig.of(1, Tensors.NUMBER);

  private final QueueContainer container = new QueueContainer("c");

  private TensorQueue open(String sharedName) {
    return container.fifoQueue(sharedName, CONFIG);
  }

  @Test
  void aResetFreesQueuesAndTheirNames() throws Exception {
    TensorQueue queue = open("a");
    WayIn.COPY.put(queue, 1);
    container.reset();
    assertThrows(IllegalStateException.class, queue::size);
    TensorQueue another = container.fifoQueue("a", QueueConfig.of(2, Tensors.NUMBER));
    assertNotSame(queue, another);
    assertEquals(0, another.size());
    assertFalse(another.isClosed());
    container.reset();
    container.reset();
  }

  @Test
  void aQueueInUseIsClosedAndFreedByALaterReset() throws Exception {
    TensorQueue held = open("a");
    TensorQueue idle = open("b");
    WayIn.COPY.put(held, 1);
    Batch batch = held.newBatch(1);
    held.dequeue(batch);
    var e = assertThrows(IllegalStateException.class, container::reset);
    assertEquals(
        "container 'c': shared queues ['a'] are closed but still in use (expected: no call inside,"
            + " no open batch or claim; then reset again)",
        e.getMessage());
    assertEquals(1, e.getSuppressed().length);
    String reason = e.getSuppressed()[0].getMessage();
    assertTrue(reason.contains("1 rows are claimed or leased"), reason);
    assertThrows(IllegalStateException.class, idle::size);
    assertTrue(held.isClosed());
    assertEquals(1, batch.component(0).getLong(0));
    assertNotSame(held, open("a"));
    batch.close();
    container.reset();
    assertThrows(IllegalStateException.class, held::size);
  }

  @Test
  void aResetEndsCallsThatWait() throws Exception {
    TensorQueue full = open("full");
    TensorQueue empty = open("empty");
    WayIn.COPY.put(full, 1);
    Call<Long> put = Call.of(() -> WayIn.COPY.put(full, 2));
    Call<long[]> taken = Call.of(() -> WayOut.MANY.take(empty, 1));
    Call.until(() -> full.waitingProducers() == 1 && empty.waitingConsumers() == 1);
    Call.until(this::isReset);
    put.failure(CancelledException.class);
    taken.failure(OutOfRangeException.class);
  }

  private boolean isReset() {
    try {
      container.reset();
      return true;
    } catch (IllegalStateException stillInUse) {
      return false;
    }
  }

  /// A callback of the caller's runs while a queue is freed; it may open a queue.
  @Test
  void aQueueMayBeOpenedWhileAnotherIsFreed() throws Exception {
    TensorQueue queue = container.fifoQueue("a", CONFIG.withPooledStorage());
    Tensor lent = Tensors.scalar(1);
    assertTrue(queue.enqueueByReference(Wait.NOT_AT_ALL, () -> open("a"), lent));
    container.reset();
    assertNotSame(queue, open("a"));
    assertFalse(open("a").isClosed());
    container.reset();
  }

  @Test
  void aQueueThatItsUserFreedIsForgotten() {
    TensorQueue queue = open("a");
    queue.free();
    container.reset();
    assertEquals(0, open("a").size());
    container.reset();
  }
}
