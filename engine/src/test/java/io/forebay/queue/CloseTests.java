package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.Code;
import io.forebay.error.OutOfRangeException;
import io.forebay.wait.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Both closes: what waits, what fails, and that no element is lost (Q20 to Q22, Q25, Q26, Q30 to
/// Q38, Q41 to Q46).
abstract class CloseTests extends WaitTests {
  /// Q20, Q46, TC-061, TC-062, TC-193, TC-194.
  @ParameterizedTest
  @EnumSource
  void nothingGoesIntoAClosedQueue(WayIn in) throws Exception {
    for (boolean cancel : new boolean[] {false, true}) {
      Subject q = queue(4);
      q.put(1);
      q.queue.close(cancel);
      assertTrue(q.queue.isClosed());
      for (Wait wait : new Wait[] {Wait.FOREVER, Wait.NOT_AT_ALL}) {
        var e = Call.of(() -> in.put(q.queue, wait, 2)).failure(CancelledException.class);
        assertTrue(e.getMessage().startsWith("queue 'numbers' is closed"), e.getMessage());
        assertEquals(Code.CANCELLED, e.code());
      }
      assertEquals(1, q.size());
    }
  }

  /// Q25, Q26, TC-034, TC-125: drained, then the end.
  @ParameterizedTest
  @EnumSource
  void aClosedQueueIsDrainedAndThenAtItsEnd(WayOut out) throws Exception {
    for (boolean cancel : new boolean[] {false, true}) {
      Subject q = queue(4);
      q.put(1, 2, 3);
      q.queue.close(cancel);
      while (q.left() > 0) {
        q.took(out.take(q.queue, 1));
      }
      for (Wait wait : new Wait[] {Wait.FOREVER, Wait.NOT_AT_ALL}) {
        var e = Call.of(() -> out.take(q.queue, 1, wait)).failure(OutOfRangeException.class);
        assertEquals(
            "queue 'numbers' is closed and has insufficient elements"
                + " (requested 1, current size 0)",
            e.getMessage());
        assertEquals(Code.OUT_OF_RANGE, e.code());
      }
    }
  }

  /// Q25, TC-052, TC-053.
  @ParameterizedTest
  @EnumSource
  void aCloseEndsEveryWaitOnAnEmptyQueue(WayOut out) throws Exception {
    for (boolean cancel : new boolean[] {false, true}) {
      Subject q = queue(4);
      Call<long[]> taken = Call.of(() -> out.take(q.queue, 1));
      q.untilConsumersWait(1);
      q.queue.close(cancel);
      if (stays() == 0) {
        taken.failure(OutOfRangeException.class);
      } else {
        q.took(taken.result());
      }
    }
  }

  /// TC-054 to TC-060, TC-186, TC-191.
  @ParameterizedTest
  @EnumSource(names = {"MANY", "MANY_COPY"})
  void aCloseEndsAWaitThatCannotBeServed(WayOut out) throws Exception {
    for (boolean cancel : new boolean[] {false, true}) {
      Subject q = queue(4);
      int n = stays() + 3;
      Call<long[]> taken = Call.of(() -> out.take(q.queue, n));
      q.untilConsumersWait(1);
      q.put(1, 2);
      q.queue.close(cancel);
      taken.failure(OutOfRangeException.class);
      assertEquals(2, q.size());
    }
  }

  /// Q30, Q32, Q33: exactly n, or none of them.
  @Test
  void afterACloseExactlyNOrNone() throws Exception {
    Subject q = queue(4);
    q.put(1, 2, 3);
    q.queue.close();
    int left = q.left();
    var e = assertThrows(OutOfRangeException.class, () -> WayOut.MANY.take(q.queue, left + 1));
    assertEquals(
        "queue 'numbers' is closed and has insufficient elements (requested "
            + (left + 1)
            + ", current size "
            + left
            + ")",
        e.getMessage());
    assertEquals(3, q.size());
    q.took(WayOut.MANY.take(q.queue, left));
  }

  /// Q31: a waiting request that gets too few gives back what it had; who waits behind gets it.
  @Test
  void aFailedRequestLeavesItsElementsToTheNext() throws Exception {
    Subject q = queue(4);
    int n = stays() + 4;
    Call<long[]> large = Call.of(() -> WayOut.MANY.take(q.queue, n));
    q.untilConsumersWait(1);
    Call<long[]> small = Call.of(() -> WayOut.DEQUEUE.take(q.queue, 1));
    q.untilConsumersWait(2);
    q.put(1, 2, 3);
    q.queue.close();
    large.failure(OutOfRangeException.class);
    q.took(small.result());
  }

  /// Q31 with elements moved aside, more than the capacity.
  @Test
  void elementsMovedAsideSurviveAClose() throws Exception {
    Subject q = queue(2);
    Call<long[]> large = Call.of(() -> WayOut.MANY.take(q.queue, 9 + stays()));
    for (long value = 1; value <= 6; value++) {
      WayIn.COPY.put(q.queue, value);
      q.wentIn(value);
    }
    q.queue.close();
    large.failure(OutOfRangeException.class);
    assertEquals(6, q.size());
    q.took(WayOut.UP_TO.take(q.queue, 4));
    q.took(WayOut.MANY.take(q.queue, 2));
  }

  /// Q35, Q36, R4, R5.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void upToIsShortAfterACloseOnly(boolean cancel) throws Exception {
    for (WayOut out : new WayOut[] {WayOut.UP_TO, WayOut.AVAILABLE}) {
      Subject q = queue(4);
      int n = stays() + 4;
      Call<long[]> taken = Call.of(() -> out.take(q.queue, n));
      q.untilConsumersWait(1);
      q.put(1, 2, 3);
      q.queue.close(cancel);
      assertEquals(q.left(), taken.result().length);
      q.took(taken.result());
    }
  }

  /// Q37, TX-09.
  @Test
  void ofTwoThatWaitTheFirstGetsWhatIsLeft() throws Exception {
    Subject q = queue(4);
    int n = stays() + 3;
    Call<long[]> first = Call.of(() -> WayOut.UP_TO.take(q.queue, n));
    q.untilConsumersWait(1);
    Call<long[]> second = Call.of(() -> WayOut.UP_TO.take(q.queue, n));
    q.untilConsumersWait(2);
    q.put(1, 2);
    q.queue.close();
    q.took(first.result());
    second.failure(OutOfRangeException.class);
  }

  /// Q21, Q41: plain close waits behind the enqueues that wait; later ones fail.
  @ParameterizedTest
  @EnumSource
  void aPlainCloseLetsWaitingEnqueuesIn(WayIn in) throws Exception {
    Subject q = queue(2);
    q.put(1, 2);
    Call<Long> before = Call.of(() -> in.put(q.queue, 3));
    q.untilProducersWait(1);
    Call<Long> next = Call.of(() -> WayIn.MANY.put(q.queue, 4, 5, 6));
    q.untilProducersWait(2);
    Call<Void> close = Call.to(q.queue::close);
    q.untilProducersWait(3);
    Call<Long> after = Call.of(() -> in.put(q.queue, 7));
    q.untilProducersWait(4);
    assertFalse(q.queue.isClosed());
    assertTrue(close.isRunning());
    q.wentIn(3, 4, 5, 6);
    for (int i = 0; i < 4; i++) {
      q.took(WayOut.DEQUEUE.take(q.queue, 1));
    }
    assertEquals(1, before.result());
    assertEquals(3, next.result());
    close.result();
    assertTrue(q.queue.isClosed());
    after.failure(CancelledException.class);
    assertEquals(2, q.size());
  }

  /// Q22, Q44, TX-01.
  @ParameterizedTest
  @EnumSource
  void aCancellingCloseEndsWaitingEnqueues(WayIn in) throws Exception {
    Subject q = queue(3);
    q.put(1, 2, 3);
    Call<Long> first = Call.of(() -> in.put(q.queue, 4));
    q.untilProducersWait(1);
    Call<Long> second = Call.of(() -> in.put(q.queue, 5));
    q.untilProducersWait(2);
    q.queue.close(true);
    var e = first.failure(CancelledException.class);
    assertTrue(e.getMessage().startsWith("queue 'numbers' is closed, pending enqueues are"));
    second.failure(CancelledException.class);
    assertEquals(3, q.size());
  }

  @Test
  void aCancellingCloseKeepsTheRowsThatAreIn() throws Exception {
    Subject q = queue(3);
    Call<Long> put = Call.of(() -> WayIn.MANY.put(q.queue, 1, 2, 3, 4, 5));
    q.untilProducersWait(1);
    q.queue.close(true);
    assertEquals(3, put.failure(CancelledException.class).rowsEnqueued());
    q.wentIn(1, 2, 3);
    assertEquals(3, q.size());
  }

  /// Q43, Q44, TX-04.
  @Test
  void closingTwice() throws Exception {
    Subject q = queue(2);
    q.queue.close(false);
    var again = assertThrows(CancelledException.class, q.queue::close);
    assertEquals("queue 'numbers' is already closed: close was cancelled", again.getMessage());
    q.queue.close(true);
    q.queue.close(true);
    var afterCancel = assertThrows(CancelledException.class, q.queue::close);
    assertEquals(
        "queue 'numbers' was closed with cancel: close was cancelled", afterCancel.getMessage());
  }

  /// Q42.
  @Test
  void aWaitingCloseIsCancelledByACancellingOne() throws Exception {
    Subject q = queue(1);
    q.put(1);
    Call<Long> put = Call.of(() -> WayIn.COPY.put(q.queue, 2));
    q.untilProducersWait(1);
    Call<Void> close = Call.to(q.queue::close);
    q.untilProducersWait(2);
    q.queue.close(true);
    put.failure(CancelledException.class);
    close.failure(CancelledException.class);
  }

  @Test
  void anInterruptedCloseLeavesTheQueueOpen() throws Exception {
    Subject q = queue(1);
    q.put(1);
    Call<Long> put = Call.of(() -> WayIn.COPY.put(q.queue, 2));
    q.untilProducersWait(1);
    Call<Void> close = Call.to(q.queue::close);
    q.untilProducersWait(2);
    close.interrupt();
    close.failure(InterruptedException.class);
    assertFalse(q.queue.isClosed());
    q.take(1);
    assertEquals(1, put.result());
    q.wentIn(2);
    q.take(1);
    q.put(3);
  }

  /// Q45, Q47: a close discards nothing, and size() says so.
  @Test
  void elementsOutliveTheClose() throws Exception {
    Subject q = queue(4);
    q.put(1, 2, 3, 4);
    q.queue.close(true);
    assertEquals(4, q.size());
    int left = q.left();
    assertArrayEquals(new long[0], WayOut.MANY.take(q.queue, 0));
    q.took(WayOut.MANY.take(q.queue, left));
    assertEquals(0, q.queue.size());
  }
}
