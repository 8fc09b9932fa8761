package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.error.InvalidArgumentException;
import io.forebay.wait.Wait;
import org.junit.jupiter.api.Test;

/// What only a shuffle queue promises: what stays behind (R1 to R5, R7), and copies.
class ShuffleQueueTest extends QueueFixture {
  private int minAfterDequeue;

  @Override
  TensorQueue create(QueueConfig config) {
    return new ShuffleQueue(config, ShuffleConfig.of(minAfterDequeue));
  }

  @Override
  boolean isOrdered() {
    return false;
  }

  private Subject queue(int capacity, int stays) throws InterruptedException {
    minAfterDequeue = stays;
    return queue(capacity);
  }

  /// R1.
  @Test
  void whatStaysBehindIsLessThanTheCapacity() {
    QueueConfig config = QueueConfig.of(5, Tensors.NUMBER);
    var e =
        assertThrows(
            InvalidArgumentException.class, () -> new ShuffleQueue(config, ShuffleConfig.of(5)));
    assertEquals("minAfterDequeue: 5 (expected: below the capacity, 5)", e.getMessage());
    assertThrows(InvalidArgumentException.class, () -> ShuffleConfig.of(-1));
    assertThrows(
        InvalidArgumentException.class,
        () -> new ShuffleQueue(config.withStampedArrivals(), ShuffleConfig.of(0)));
    new ShuffleQueue(config, ShuffleConfig.of(4)).free();
  }

  /// A larger claim that meets one free row would wait for room, and a dequeue for a full queue.
  @Test
  void claimsOfADeterministicQueueAreOfOneRow() {
    QueueConfig config = QueueConfig.of(5, Tensors.NUMBER);
    TensorQueue queue = new ShuffleQueue(config, ShuffleConfig.of(1).withDeterministic(true));
    assertThrows(InvalidArgumentException.class, () -> queue.newClaim(2));
    assertEquals(1, queue.newClaim(1).maxRows());
    queue.free();
  }

  /// R2.
  @Test
  void elementsLeaveOnlyWhileMoreAreStoredThanStay() throws Exception {
    Subject q = queue(10, 5);
    q.put(1, 2, 3, 4, 5);
    assertNull(WayOut.DEQUEUE.take(q.queue, 1, Wait.NOT_AT_ALL));
    q.put(6);
    q.take(1);
    Call<long[]> taken = Call.of(() -> WayOut.DEQUEUE.take(q.queue, 1));
    q.untilConsumersWait(1);
    q.put(7);
    q.took(taken.result());
    assertEquals(5, q.size());
  }

  /// R3: with 5 to stay and 10 stored a request for 8 needs 3 more, for which it makes room.
  @Test
  void aLargeRequestTakesWhatMayLeaveAsMoreArrives() throws Exception {
    Subject q = queue(10, 5);
    q.put(Tensors.range(0, 10));
    Call<long[]> taken = Call.of(() -> WayOut.MANY.take(q.queue, 8));
    q.untilConsumersWait(1);
    for (long value = 10; value < 13; value++) {
      WayIn.COPY.put(q.queue, value);
      q.wentIn(value);
    }
    q.took(taken.result());
    assertEquals(5, q.size());
  }

  /// R4, R5: m = 2, four elements, a consumer stuck after two gets the others after the close.
  @Test
  void afterACloseEverythingLeaves() throws Exception {
    Subject q = queue(10, 2);
    q.put(1, 2, 3, 4);
    q.take(2);
    Call<long[]> taken = Call.of(() -> WayOut.MANY.take(q.queue, 2));
    q.untilConsumersWait(1);
    q.queue.close();
    q.took(taken.result());
    Subject upTo = queue(10, 2);
    upTo.put(1, 2, 3, 4);
    Call<long[]> three = Call.of(() -> WayOut.UP_TO.take(upTo.queue, 3));
    upTo.untilConsumersWait(1);
    upTo.queue.close();
    assertEquals(3, three.result().length);
    upTo.took(three.result());
    upTo.took(WayOut.UP_TO.take(upTo.queue, 3));
    assertEquals(0, upTo.left());
  }

  /// R7: what still waits to get in cannot be drawn.
  @Test
  void whatWaitsOutsideIsNotDrawn() throws Exception {
    for (int i = 0; i < 20; i++) {
      Subject q = queue(3, 0);
      q.put(1, 2, 3);
      Call<Long> put = Call.of(() -> WayIn.COPY.put(q.queue, 99));
      q.untilProducersWait(1);
      long first = WayOut.DEQUEUE.take(q.queue, 1)[0];
      assertNotEquals(99, first);
      put.result();
      q.wentIn(99);
      q.took(first);
    }
  }

  /// More could wait for ever for a consumer that waits for more than stay.
  @Test
  void aClaimIsAtMostWhatMayLeave() throws Exception {
    Subject q = queue(10, 4);
    q.queue.newClaim(6).close();
    var e = assertThrows(InvalidArgumentException.class, () -> q.queue.newClaim(7));
    assertEquals("queue 'numbers': claim of 7 rows (expected: 1 to 6)", e.getMessage());
    assertEquals(10, WayIn.MANY.put(q.queue, Wait.NOT_AT_ALL, Tensors.range(0, 12)));
    q.wentIn(Tensors.range(0, 10));
  }

  @Test
  void aBatchIsACopyThatHoldsNoSlot() throws Exception {
    Subject q = queue(4, 0);
    q.put(1, 2, 3, 4);
    try (Batch batch = q.queue.newBatch(4)) {
      q.queue.dequeueMany(batch);
      assertFalse(batch.isWindow());
      assertEquals(1, q.queue.counters().copiedBatches());
      assertEquals(4, WayIn.MANY.put(q.queue, Wait.NOT_AT_ALL, 5, 6, 7, 8));
      q.took(WayOut.values(batch));
      q.wentIn(5, 6, 7, 8);
    }
  }

  @Test
  void aShuffleQueueTellsHowItDraws() {
    ShuffleConfig config = ShuffleConfig.of(3).withSeed(7).withDeterministic(true);
    ShuffleQueue queue = new ShuffleQueue(QueueConfig.of(5, Tensors.NUMBER), config);
    assertEquals(config, queue.shuffle());
    queue.free();
  }
}
