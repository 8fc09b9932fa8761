package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.wait.Wait;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way in, every way out, and how many rows each moves.
abstract class WaysInAndOutTests extends QueueFixture {
  @ParameterizedTest
  @EnumSource
  void everyWayInLeadsToEveryWayOut(WayIn in) throws Exception {
    for (WayOut out : WayOut.values()) {
      Subject q = queue(5);
      for (long first = 1; first < 30; first += 3) {
        assertEquals(3, in.put(q.queue, Wait.NOT_AT_ALL, first, first + 1, first + 2));
        q.wentIn(first, first + 1, first + 2);
        assertEquals(3, q.size());
        q.took(out.take(q.queue, 3, Wait.NOT_AT_ALL));
        assertEquals(0, q.size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFullQueueTakesNoMore(WayIn in) throws Exception {
    Subject q = queue(3);
    q.put(1, 2, 3);
    assertEquals(0, in.put(q.queue, Wait.NOT_AT_ALL, 4));
    assertEquals(0, in.put(q.queue, Wait.atMost(Duration.ZERO), 4));
    assertEquals(3, q.size());
    q.take(1);
    assertEquals(1, in.put(q.queue, Wait.NOT_AT_ALL, 4));
    q.wentIn(4);
  }

  /// Q29, Q33: all or nothing while the queue is open.
  @ParameterizedTest
  @EnumSource
  void tooFewElementsStayWhereTheyAre(WayOut out) throws Exception {
    Subject q = queue(4);
    assertNull(out.take(q.queue, 1, Wait.NOT_AT_ALL));
    assertNull(out.take(q.queue, 1, Wait.atMost(Duration.ZERO)));
    q.put(1, 2);
    if (out == WayOut.DEQUEUE || out == WayOut.AVAILABLE) {
      q.took(out.take(q.queue, 2, Wait.NOT_AT_ALL));
    } else {
      assertNull(out.take(q.queue, 3, Wait.NOT_AT_ALL));
      assertNull(out.take(q.queue, 3, Wait.atMost(Duration.ZERO)));
      assertEquals(2, q.size());
    }
  }

  /// Q12: as a dequeueMany of 4 from a queue of 2, upstream.
  @ParameterizedTest
  @EnumSource
  void moreThanTheCapacityComesOutTogether(WayOut out) throws Exception {
    for (WayIn in : WayIn.values()) {
      Subject q = queue(2);
      int n = 2 * (2 + stays()) + 1;
      Call<long[]> taken = Call.of(() -> out.take(q.queue, n));
      long[] values = Tensors.range(0, n);
      assertEquals(n, in.put(q.queue, values));
      q.wentIn(values);
      q.took(taken.result());
    }
  }

  /// Q11: rows stay in order and next to one another.
  @Test
  void moreThanTheCapacityGoesInByAndBy() throws Exception {
    Subject q = queue(5);
    long[] values = Tensors.range(0, 17);
    Call<Long> put = Call.of(() -> WayIn.MANY.put(q.queue, values));
    q.wentIn(values);
    for (int i = 0; i < values.length; i++) {
      q.took(WayOut.DEQUEUE.take(q.queue, 1));
    }
    assertEquals(values.length, put.result());
  }

  /// The time ran out: what fits is in, and stays.
  @Test
  void enqueueManySaysHowManyRowsAreIn() throws Exception {
    Subject q = queue(5);
    assertEquals(5, WayIn.MANY.put(q.queue, Wait.NOT_AT_ALL, Tensors.range(0, 9)));
    q.wentIn(Tensors.range(0, 5));
    q.take(2);
    assertEquals(2, WayIn.MANY.put(q.queue, Wait.atMost(Duration.ofMillis(1)), 5, 6, 7));
    q.wentIn(5, 6);
    assertEquals(0, WayIn.MANY.put(q.queue, Wait.NOT_AT_ALL, 7));
  }

  /// A claim of 2 and a dequeueMany of 4, with 3 of 4 stored, do not wait for each other.
  @Test
  void aClaimAndALargeBatchDoNotWaitForEachOther() throws Exception {
    Subject q = queue(4);
    q.put(1, 2, 3);
    Call<long[]> taken = Call.of(() -> WayOut.MANY.take(q.queue, 4));
    q.untilConsumersWait(1);
    assertEquals(2, WayIn.CLAIM.put(q.queue, 4, 5));
    q.wentIn(4, 5);
    q.took(taken.result());
  }

  /// Q18, Q28, TC-019, TC-020, TX-07.
  @Test
  void noRowsNeedNoRoomAndNoRow() throws Exception {
    Subject q = queue(2);
    noRows(q);
    q.put(1, 2);
    noRows(q);
    q.queue.close();
    noRows(q);
    q.drain();
    noRows(q);
  }

  private static void noRows(Subject q) throws InterruptedException {
    long size = q.size();
    assertEquals(0, WayIn.MANY.put(q.queue));
    for (WayOut out : WayOut.values()) {
      assertArrayEquals(new long[0], out.take(q.queue, 0));
    }
    assertEquals(0, q.queue.dequeueUpTo(0, Tensors.of(DType.INT64, 0)));
    try (Batch batch = q.queue.newBatch(0)) {
      q.queue.dequeueMany(batch);
      assertEquals(Shape.of(0), batch.component(0).shape());
      assertEquals(0, batch.rows());
    }
    assertEquals(size, q.size());
  }

  @Test
  void lingerZeroTakesWhatIsThere() throws Exception {
    Subject q = queue(8);
    q.put(1, 2, 3);
    try (Batch batch = q.queue.newBatch(8)) {
      assertTrue(q.queue.dequeueAvailable(batch, Duration.ZERO, Wait.NOT_AT_ALL));
      q.took(WayOut.values(batch));
      assertEquals(3, batch.rows());
      assertEquals(Shape.of(3), batch.component(0).shape());
    }
    Call<long[]> call = Call.of(() -> q.available(8, Duration.ZERO, Wait.FOREVER));
    q.untilConsumersWait(1);
    q.put(4);
    q.took(call.result());
  }

  @Test
  void lingerEndsWhenTheBatchIsFull() throws Exception {
    Subject q = queue(4);
    Call<long[]> call = Call.of(() -> WayOut.AVAILABLE.take(q.queue, 3));
    q.untilConsumersWait(1);
    q.put(1, 2);
    q.put(3);
    q.took(call.result());
  }

  @Test
  void lingerEndsAfterItsTime() throws Exception {
    Subject q = queue(4);
    q.put(1, 2);
    Duration linger = Duration.ofMillis(3);
    long start = System.nanoTime();
    long[] taken = q.available(3, linger, Wait.FOREVER);
    assertTrue(System.nanoTime() - start >= linger.toNanos() || isStamped());
    assertEquals(2, taken.length);
    q.took(taken);
  }

  /// True if the linger counts from the arrival.
  boolean isStamped() {
    return false;
  }

  /// With a row there the end of the time is the end of the linger, too.
  @Test
  void aTimeLimitCutsTheLingerShort() throws Exception {
    Subject q = queue(4);
    Duration hour = Duration.ofHours(1);
    Wait shortly = Wait.atMost(Duration.ofMillis(2));
    q.put(1);
    q.took(q.available(3, hour, Wait.NOT_AT_ALL));
    q.put(2, 3);
    q.took(q.available(3, hour, shortly));
    assertNull(q.available(3, hour, shortly));
    assertNull(q.available(3, hour, Wait.NOT_AT_ALL));
  }

  @Test
  void upToCopySaysHowManyRowsItWrote() throws Exception {
    Subject q = queue(4);
    q.put(1, 2, 3);
    q.queue.close();
    var out = Tensors.of(DType.INT64, 9 + stays());
    int rows = q.queue.dequeueUpTo(9 + stays(), out);
    assertEquals(3 + stays(), rows);
    q.took(Tensors.values(out.slice(0, rows)));
  }

  /// Q47, TC-141.
  @Test
  void sizeMayBeReadAnyNumberOfTimes() throws Exception {
    Subject q = queue(4);
    for (int stored = 0; stored <= 4; stored++) {
      for (int i = 0; i < 500; i++) {
        assertEquals(stored, q.size());
      }
      if (stored < 4) {
        q.put(stored);
      }
    }
  }

  @Test
  void countersCountWhatWentThrough() throws Exception {
    Subject q = queue(4);
    for (int i = 0; i < 6; i++) {
      q.put(1, 2, 3);
      q.take(3);
    }
    q.put(4);
    try (Claim claim = q.queue.newClaim(2)) {
      q.queue.claim(claim);
    }
    QueueCounters counters = q.queue.counters();
    assertEquals(19 + stays(), counters.enqueued());
    assertEquals(18, counters.dequeued());
    assertEquals(0, counters.producerBlockedNanos());
    assertEquals(0, counters.consumerBlockedNanos());
  }

  @Test
  void tellsWhatItWasMadeFrom() throws Exception {
    Subject q = queue(4);
    assertEquals("numbers", q.queue.name());
    assertEquals(4 + stays(), q.queue.capacity());
    assertEquals(Tensors.NUMBER, q.queue.spec().component(0));
    assertEquals(0, q.queue.waitingConsumers() + q.queue.waitingProducers());
  }
}
