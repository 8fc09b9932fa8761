package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Blocking, and the ends of a wait: served, out of time, cancelled, interrupted. Whatever ends it,
/// nothing is lost and the queue goes on (Q53 to Q58).
abstract class WaitTests extends ArgumentTests {
  /// TC-063, TC-064.
  @ParameterizedTest
  @EnumSource
  void aProducerWaitsForRoom(WayIn in) throws Exception {
    Subject q = queue(2);
    q.put(1, 2);
    Call<Long> put = Call.of(() -> in.put(q.queue, 3));
    q.untilProducersWait(1);
    assertEquals(2, q.size());
    q.take(1);
    assertEquals(1, put.result());
    q.wentIn(3);
    assertEquals(0, q.queue.waitingProducers());
    assertTrue(q.queue.counters().producerBlockedNanos() > 0);
  }

  /// TC-048, TC-073, TC-074.
  @ParameterizedTest
  @EnumSource
  void aConsumerWaitsForElements(WayOut out) throws Exception {
    Subject q = queue(4);
    Call<long[]> taken = Call.of(() -> out.take(q.queue, 3));
    q.untilConsumersWait(1);
    q.put(1);
    q.put(2);
    q.put(3);
    q.took(taken.result());
    assertEquals(0, q.queue.waitingConsumers());
    assertTrue(q.queue.counters().consumerBlockedNanos() > 0);
  }

  @ParameterizedTest
  @EnumSource
  void aProducerRunsOutOfTime(WayIn in) throws Exception {
    Subject q = queue(2);
    q.put(1, 2);
    long start = System.nanoTime();
    assertEquals(0, in.put(q.queue, Wait.atMost(Duration.ofMillis(2)), 3));
    assertTrue(System.nanoTime() - start >= 2_000_000);
    assertEquals(0, q.queue.waitingProducers());
    assertEquals(2, q.size());
  }

  /// Q55: the queue stays usable.
  @ParameterizedTest
  @EnumSource
  void aConsumerRunsOutOfTime(WayOut out) throws Exception {
    Subject q = queue(4);
    long start = System.nanoTime();
    assertNull(out.take(q.queue, 2, Wait.atMost(Duration.ofMillis(2))));
    assertTrue(System.nanoTime() - start >= 2_000_000);
    assertEquals(0, q.queue.waitingConsumers());
    q.put(1, 2);
    q.took(out.take(q.queue, 2));
  }

  /// Q58: even where it would not have had to wait.
  @Test
  void whoIsCancelledAlreadyDoesNotEnter() throws Exception {
    Subject q = queue(4);
    q.put(1, 2);
    Cancellation.Flag flag = Cancellation.flag();
    flag.cancel();
    for (WayIn in : WayIn.values()) {
      var e = Call.of(() -> in.put(q.queue, Wait.under(flag), 3)).failure(CancelledException.class);
      assertTrue(e.getMessage().startsWith("queue 'numbers': "), e.getMessage());
      assertTrue(e.getMessage().endsWith(" was cancelled before it began"), e.getMessage());
    }
    for (WayOut out : WayOut.values()) {
      Call.of(() -> out.take(q.queue, 1, Wait.under(flag))).failure(CancelledException.class);
      Call.of(() -> out.take(q.queue, 1, Wait.NOT_AT_ALL.orCancelledBy(flag)))
          .failure(CancelledException.class);
    }
    assertEquals(2, q.size());
  }

  /// Q53.
  @ParameterizedTest
  @EnumSource
  void aWaitingProducerIsCancelled(WayIn in) throws Exception {
    Subject q = queue(2);
    q.put(1, 2);
    Cancellation.Flag flag = Cancellation.flag();
    Wait wait = Wait.atMost(Duration.ofHours(1)).orCancelledBy(flag);
    Call<Long> put = Call.of(() -> in.put(q.queue, wait, 3));
    q.untilProducersWait(1);
    assertTrue(flag.describeWaits().contains("queue 'numbers': "), flag.describeWaits());
    flag.cancel();
    var e = put.failure(CancelledException.class);
    assertTrue(e.getMessage().matches("queue 'numbers': .* of 1 was cancelled"), e.getMessage());
    assertEquals(0, e.rowsEnqueued());
    assertEquals("", flag.describeWaits());
    assertEquals(2, q.size());
    assertFalse(q.queue.isClosed());
  }

  /// Q53.
  @ParameterizedTest
  @EnumSource
  void aWaitingConsumerIsCancelled(WayOut out) throws Exception {
    Subject q = queue(4);
    Cancellation.Flag flag = Cancellation.flag();
    Call<long[]> taken = Call.of(() -> out.take(q.queue, 2, Wait.under(flag)));
    q.untilConsumersWait(1);
    flag.cancel();
    var e = taken.failure(CancelledException.class);
    assertTrue(e.getMessage().startsWith("queue 'numbers': dequeue"), e.getMessage());
    q.put(1, 2);
    q.took(out.take(q.queue, 2));
  }

  /// Q56: only the calls under it.
  @Test
  void cancellingEndsOnlyTheWaitsUnderIt() throws Exception {
    Subject q = queue(4);
    Cancellation.Flag flag = Cancellation.flag();
    Call<long[]> first = Call.of(() -> WayOut.MANY.take(q.queue, 3, Wait.under(flag)));
    q.untilConsumersWait(1);
    Call<long[]> second = Call.of(() -> WayOut.MANY.take(q.queue, 2));
    q.untilConsumersWait(2);
    flag.cancel();
    first.failure(CancelledException.class);
    q.put(1, 2);
    q.took(second.result());
  }

  @ParameterizedTest
  @EnumSource
  void aWaitingProducerIsInterrupted(WayIn in) throws Exception {
    Subject q = queue(2);
    q.put(1, 2);
    Call<Long> put = Call.of(() -> in.put(q.queue, 3));
    q.untilProducersWait(1);
    Call<Long> behind = Call.of(() -> in.put(q.queue, 4));
    q.untilProducersWait(2);
    behind.interrupt();
    behind.failure(InterruptedException.class);
    put.interrupt();
    var e = put.failure(InterruptedException.class);
    assertFalse(e instanceof EnqueueInterruptedException);
    assertEquals(0, q.queue.waitingProducers());
    q.take(2);
    q.put(5, 6);
  }

  @ParameterizedTest
  @EnumSource
  void aWaitingConsumerIsInterrupted(WayOut out) throws Exception {
    Subject q = queue(4);
    Call<long[]> taken = Call.of(() -> out.take(q.queue, 2));
    q.untilConsumersWait(1);
    Call<long[]> behind = Call.of(() -> out.take(q.queue, 2));
    q.untilConsumersWait(2);
    behind.interrupt();
    behind.failure(InterruptedException.class);
    taken.interrupt();
    taken.failure(InterruptedException.class);
    assertEquals(0, q.queue.waitingConsumers());
    q.put(1, 2);
    q.took(out.take(q.queue, 2));
  }

  /// An interrupt matters only where a call would wait.
  @Test
  void anInterruptedThreadGoesOnUntilItWouldWait() throws Exception {
    Subject q = queue(2);
    Call.to(
            () -> {
              Thread.currentThread().interrupt();
              q.put(1, 2);
              assertTrue(Thread.currentThread().isInterrupted());
            })
        .result();
    Call.to(
            () -> {
              Thread.currentThread().interrupt();
              WayIn.COPY.put(q.queue, 3);
            })
        .failure(InterruptedException.class);
    Call.to(
            () -> {
              Thread.currentThread().interrupt();
              q.take(2);
              assertTrue(Thread.interrupted());
            })
        .result();
  }

  @Test
  void enqueueManyThatEndsHalfwayTellsHowManyRowsAreIn() throws Exception {
    Subject q = queue(3);
    Cancellation.Flag flag = Cancellation.flag();
    Call<Long> put = Call.of(() -> WayIn.MANY.put(q.queue, Wait.under(flag), Tensors.range(0, 5)));
    q.untilProducersWait(1);
    flag.cancel();
    var cancelled = put.failure(CancelledException.class);
    assertEquals(3, cancelled.rowsEnqueued());
    assertTrue(cancelled.getMessage().endsWith("; 3 of 5 rows are in"), cancelled.getMessage());
    q.wentIn(0, 1, 2);
    q.take(2);
    Call<Long> again = Call.of(() -> WayIn.MANY.put(q.queue, Tensors.range(5, 10)));
    q.untilProducersWait(1);
    again.interrupt();
    var interrupted = again.failure(EnqueueInterruptedException.class);
    assertEquals(2, interrupted.rowsEnqueued());
    assertTrue(interrupted.getMessage().endsWith("; 2 of 5 rows are in"));
    q.wentIn(5, 6);
  }

  /// Q57, unlike upstream: what was moved aside for a request that ended is still there, before all
  /// others, and may exceed the capacity.
  @Test
  void elementsMovedAsideAreGivenBack() throws Exception {
    Subject q = queue(2);
    Cancellation.Flag flag = Cancellation.flag();
    int n = 9 + stays();
    Call<long[]> taken = Call.of(() -> WayOut.MANY.take(q.queue, n, Wait.under(flag)));
    for (long value = 1; value <= 5; value++) {
      assertEquals(1, WayIn.COPY.put(q.queue, value));
      q.wentIn(value);
    }
    flag.cancel();
    taken.failure(CancelledException.class);
    assertEquals(5, q.size());
    assertTrue(q.size() > q.queue.capacity() - stays());
    q.take(1);
    q.take(3);
    Call<Long> put = Call.of(() -> WayIn.MANY.put(q.queue, 6, 7));
    q.wentIn(6, 7);
    q.take(1);
    assertEquals(2, put.result());
    q.take(2);
    q.put(8, 9);
    if (stays() == 0) { // those that were given back, of which some may stay, take no room
      assertEquals(0, WayIn.COPY.put(q.queue, Wait.NOT_AT_ALL, 10), "the capacity is as before");
    }
  }

  /// 16.2: once what was given back is gone, as much fits as ever.
  @Test
  void elementsGivenBackMakeRoomOnlyOnce() throws Exception {
    Subject q = queue(2);
    Cancellation.Flag flag = Cancellation.flag();
    int n = 9 + stays();
    Call<long[]> taken = Call.of(() -> WayOut.MANY.take(q.queue, n, Wait.under(flag)));
    WayIn.MANY.put(q.queue, 1, 2, 3, 4, 5);
    q.wentIn(1, 2, 3, 4, 5);
    flag.cancel();
    taken.failure(CancelledException.class);
    q.take(5);
    int kept = stays(); // some of those may have been given back: they take no room
    int room = 0;
    while (WayIn.COPY.put(q.queue, Wait.NOT_AT_ALL, 6 + room) == 1) {
      q.wentIn(6 + room++);
    }
    assertTrue(room >= 2 && room <= 2 + kept, "room for " + room);
  }

  /// Unlike Q12 and Q13: while it waits, what it waits with stays in the queue, and size() shows
  /// it.
  @Test
  void aWaitingRequestTakesNothing() throws Exception {
    Subject q = queue(4);
    Cancellation.Flag flag = Cancellation.flag();
    Call<long[]> taken = Call.of(() -> WayOut.MANY.take(q.queue, 4, Wait.under(flag)));
    q.untilConsumersWait(1);
    for (int stored = 1; stored <= 3; stored++) {
      q.put(stored);
      assertEquals(stored, q.size());
    }
    flag.cancel();
    taken.failure(CancelledException.class);
    assertEquals(3, q.size());
    q.take(3);
  }

  /// Q5: a large request that sleeps is not overtaken; TX-11.
  @Test
  void aSmallRequestWaitsBehindALargeOne() throws Exception {
    Subject q = queue(4);
    Call<long[]> large = Call.of(() -> WayOut.MANY.take(q.queue, 3));
    q.untilConsumersWait(1);
    q.put(1, 2);
    assertNull(WayOut.DEQUEUE.take(q.queue, 1, Wait.NOT_AT_ALL));
    Call<long[]> small = Call.of(() -> WayOut.DEQUEUE.take(q.queue, 1));
    q.untilConsumersWait(2);
    assertTrue(large.isRunning() && small.isRunning());
    large.interrupt();
    large.failure(InterruptedException.class);
    q.took(small.result());
    q.take(1);
  }

  /// Likewise on the other side, and an enqueueMany that is partly in keeps its place (Q6).
  @Test
  void aSmallEnqueueWaitsBehindALargeOne() throws Exception {
    Subject q = queue(2);
    Call<Long> large = Call.of(() -> WayIn.MANY.put(q.queue, 1, 2, 3, 4));
    q.untilProducersWait(1);
    Call<Long> small = Call.of(() -> WayIn.COPY.put(q.queue, 5));
    q.untilProducersWait(2);
    assertEquals(0, WayIn.COPY.put(q.queue, Wait.NOT_AT_ALL, 6));
    q.wentIn(1, 2, 3, 4, 5);
    for (int i = 0; i < 5; i++) {
      q.took(WayOut.DEQUEUE.take(q.queue, 1));
    }
    large.result();
    small.result();
  }

  /// TC-046, TC-047, TC-070 in one.
  @Test
  void manyThreadsPassEverythingOnce() throws Exception {
    Subject q = queue(3);
    Call<?>[] puts = new Call<?>[10];
    for (int i = 0; i < puts.length; i++) {
      long[] values = Tensors.range(i * 10, i * 10 + 10);
      q.wentIn(values);
      puts[i] = Call.of(() -> WayIn.IN_PLACE.put(q.queue, values));
    }
    long sum = 0;
    for (int i = 0; i < 20; i++) {
      for (long value : WayOut.MANY.take(q.queue, 5)) {
        sum += value < 0 ? 0 : value;
      }
    }
    for (Call<?> put : puts) {
      put.result();
    }
    q.queue.close();
    try (Batch rest = q.queue.newBatch(stays())) {
      q.queue.dequeueMany(rest);
      for (long value : WayOut.values(rest)) {
        sum += value < 0 ? 0 : value;
      }
    }
    assertEquals(99 * 50, sum);
    q.forget();
  }
}
