package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.Element;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Claims: published, given up, reused, outstanding at a close; and that nobody waits while holding
/// one.
abstract class ClaimTests extends CloseTests {
  static void write(Claim claim, long first) {
    for (int row = 0; row < claim.rows(); row++) {
      claim.element(row).component(0).setLong(0, first + row);
    }
  }

  Claim claimed(Subject q, int rows, long first) throws InterruptedException {
    Claim claim = q.queue.newClaim(rows);
    assertTrue(q.queue.claim(claim, Wait.NOT_AT_ALL));
    write(claim, first);
    return claim;
  }

  @Test
  void aClaimIsReused() throws Exception {
    Subject q = queue(4);
    Claim claim = q.queue.newClaim(3);
    for (int i = 0; i < 10; i++) {
      assertEquals(0, claim.rows());
      try (claim) {
        q.queue.claim(claim);
        assertEquals(3, claim.rows());
        write(claim, i);
        assertEquals(3, claim.publish());
        q.wentIn(i, i + 1, i + 2);
      }
      q.take(3);
    }
    assertEquals(3, claim.maxRows());
    q.queue.claim(claim, 2, Wait.FOREVER);
    assertEquals(2, claim.rows());
    claim.close();
  }

  @Test
  void rowsNotPublishedAreGivenUp() throws Exception {
    Subject q = queue(4);
    for (int keep = 0; keep <= 4; keep++) {
      Claim claim = claimed(q, 4, 10);
      assertEquals(keep, claim.publish(keep));
      claim.close();
      q.wentIn(Tensors.range(10, 10 + keep));
      assertEquals(keep, q.size());
      q.take(keep);
      assertNull(WayOut.DEQUEUE.take(q.queue, 1, Wait.NOT_AT_ALL));
      q.put(1, 2, 3, 4);
      q.take(4);
    }
    Claim claim = claimed(q, 4, 0);
    claim.close();
    claim.close();
    assertEquals(0, q.size());
    q.put(1, 2, 3, 4);
  }

  /// A batch is contiguous also where rows in between were given up.
  @Test
  void aBatchPassesOverWhatWasGivenUp() throws Exception {
    Subject q = queue(8);
    for (int lap = 0; lap < 5; lap++) {
      Claim first = claimed(q, 3, 10);
      Claim second = claimed(q, 2, 20);
      Claim third = claimed(q, 3, 30);
      third.publish(2);
      second.close();
      first.publish(1);
      q.wentIn(10, 30, 31);
      assertEquals(3, q.size());
      q.take(3);
    }
  }

  @Test
  void rowsBeingWrittenCannotBeRead() throws Exception {
    Subject q = queue(4);
    Claim first = claimed(q, 2, 1);
    Claim second = claimed(q, 1, 3);
    assertEquals(isRing() ? 3 : 0, q.size());
    second.publish();
    assertEquals(isRing() ? 3 : 1, q.size());
    long[] early = WayOut.DEQUEUE.take(q.queue, 1, Wait.NOT_AT_ALL);
    assertEquals(isOrdered(), early == null, "behind a writer that is not done");
    first.publish();
    q.wentIn(1, 2, 3);
    if (early != null) {
      q.took(early);
    }
    q.take(isOrdered() ? 3 : 2);
  }

  @Test
  void giveUpLetsAWaitingConsumerGoOn() throws Exception {
    Subject q = queue(4);
    Claim stalled = claimed(q, 2, 1);
    Call<long[]> taken = Call.of(() -> WayOut.MANY.take(q.queue, 2));
    q.untilConsumersWait(1);
    q.put(5);
    q.put(6);
    stalled.close();
    q.took(taken.result());
  }

  @Test
  void giveUpLetsAWaitingProducerGoOn() throws Exception {
    Subject q = queue(2);
    Claim stalled = claimed(q, 2, 1);
    Call<Long> put = Call.of(() -> WayIn.COPY.put(q.queue, 5));
    q.untilProducersWait(1);
    stalled.close();
    assertEquals(1, put.result());
    q.wentIn(5);
  }

  @Test
  void misuseOfAClaimIsAnError() throws Exception {
    Subject q = queue(4);
    Claim claim = q.queue.newClaim(2);
    assertThrows(IllegalStateException.class, claim::publish);
    assertThrows(IndexOutOfBoundsException.class, () -> claim.element(0));
    q.queue.claim(claim);
    var open = assertThrows(IllegalStateException.class, () -> q.queue.claim(claim));
    assertEquals(
        "claim: open, 2 rows (expected: published or closed before the next)", open.getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> claim.element(2));
    assertThrows(IndexOutOfBoundsException.class, () -> claim.element(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> claim.publish(3));
    assertThrows(IndexOutOfBoundsException.class, () -> claim.publish(-1));
    Tensor slot = claim.element(1).component(0);
    claim.publish(0);
    assertThrows(IllegalStateException.class, () -> slot.setLong(0, 1));
    assertThrows(IllegalStateException.class, claim::publish);
    assertEquals(0, q.size());
  }

  /// A writer that throws: nothing is enqueued, and the exception is the caller's.
  @Test
  void aWriterThatThrowsEnqueuesNothing() throws Exception {
    Subject q = queue(2);
    IOException failure = new IOException("no such file");
    ElementWriter<Object, IOException> writer =
        (context, slot) -> {
          slot.component(0).setLong(0, 99);
          throw failure;
        };
    for (int i = 0; i < 5; i++) {
      assertSame(failure, assertThrows(IOException.class, () -> q.queue.enqueue("", writer)));
      assertEquals(0, q.size());
    }
    q.put(1, 2);
    assertFalse(q.queue.enqueue("", writer, Wait.NOT_AT_ALL), "it is not called");
    q.take(2);
  }

  @Test
  void theElementOfAWriterIsDeadAfterIt() throws Exception {
    Subject q = queue(2);
    Element[] kept = new Element[1];
    q.queue.enqueue(
        kept,
        (context, slot) -> {
          slot.component(0).setLong(0, 1);
          context[0] = slot;
        });
    q.wentIn(1);
    assertThrows(IllegalStateException.class, () -> kept[0].component(0).setLong(0, 2));
  }

  /// Not a deadlock: a writer that would wait on its own queue, or on another.
  @Test
  void aWriterMustNotWait() throws Exception {
    Subject q = queue(4);
    Subject full = queue(1);
    full.put(1);
    inWriter(q, () -> q.queue.enqueue(Tensors.scalar(2)));
    inWriter(q, () -> WayOut.DEQUEUE.take(q.queue, 1));
    inWriter(q, () -> WayOut.MANY.take(q.queue, 2));
    inWriter(q, () -> full.queue.enqueue(Tensors.scalar(2)));
    inWriter(q, () -> WayIn.MANY.put(full.queue, 2));
    inWriter(q, q.queue::close);
    assertEquals(0, q.size());
    assertEquals(0, q.queue.waitingConsumers() + full.queue.waitingProducers());
    q.put(1, 2, 3, 4);
    full.take(1);
  }

  private static void inWriter(Subject q, Call.Action action) {
    ElementWriter<Object, Exception> writer = (context, slot) -> action.run();
    var e = Call.to(() -> q.queue.enqueue("", writer)).failure(IllegalStateException.class);
    assertTrue(e.getMessage().contains("claim"), e.getMessage());
  }

  /// Calls that need not wait are fine under a claim.
  @Test
  void underAClaimWhatNeedNotWaitWorks() throws Exception {
    Subject q = queue(4);
    Subject other = queue(1);
    try (Claim claim = claimed(q, 2, 1)) {
      other.put(7);
      assertEquals(0, WayIn.COPY.put(other.queue, Wait.NOT_AT_ALL, 8));
      other.take(1);
      assertNull(WayOut.DEQUEUE.take(other.queue, 1, Wait.NOT_AT_ALL));
      assertNull(WayOut.MANY.take(other.queue, 2, Wait.NOT_AT_ALL));
      var e =
          Call.to(
                  () -> {
                    Claim mine = claimed(q, 1, 5);
                    try (mine) {
                      WayOut.DEQUEUE.take(other.queue, 1);
                    }
                  })
              .failure(IllegalStateException.class);
      assertTrue(e.getMessage().contains("dequeue would wait while this thread holds a claim"));
      claim.publish();
    }
    q.wentIn(1, 2);
    q.take(2);
  }

  /// Made by one thread, used by another.
  @Test
  void aClaimMayChangeThreads() throws Exception {
    Subject q = queue(2);
    Claim claim = q.queue.newClaim(2);
    Call.to(
            () -> {
              q.queue.claim(claim);
              write(claim, 1);
              claim.publish();
            })
        .result();
    q.wentIn(1, 2);
    q.take(2);
    try (claim) {
      q.queue.claim(claim);
    }
    q.put(3);
  }

  /// A plain close waits for claims made before it; they are not lost, nor is a dequeue that waits
  /// for them.
  @Test
  void aPlainCloseWaitsForClaims() throws Exception {
    Subject q = queue(4);
    Claim published = claimed(q, 1, 1);
    Claim givenUp = claimed(q, 1, 2);
    Call<Void> close = Call.to(q.queue::close);
    Call.until(q.queue::isClosed);
    int n = stays() + 1;
    Call<long[]> taken = Call.of(() -> WayOut.MANY.take(q.queue, n));
    q.untilConsumersWait(1);
    assertTrue(close.isRunning());
    q.wentIn(1);
    published.publish();
    q.took(taken.result());
    assertTrue(close.isRunning());
    givenUp.close();
    close.result();
    assertEquals(0, q.left());
  }

  @Test
  void aDequeueEndsWhenTheLastClaimIsGivenUp() throws Exception {
    Subject q = queue(4);
    Claim claim = claimed(q, 2, 1);
    Call<Void> close = Call.to(q.queue::close);
    Call.until(q.queue::isClosed);
    int n = stays() + 2;
    Call<long[]> exact = Call.of(() -> WayOut.MANY.take(q.queue, n));
    q.untilConsumersWait(1);
    claim.publish(1);
    q.wentIn(1);
    exact.failure(OutOfRangeException.class);
    close.result();
    assertEquals(1 + stays(), q.left());
  }

  @Test
  void anInterruptEndsTheWaitForClaimsNotTheClose() throws Exception {
    Subject q = queue(4);
    Claim claim = claimed(q, 1, 1);
    Call<Void> close = Call.to(q.queue::close);
    Call.until(q.queue::isClosed);
    close.interrupt();
    close.failure(InterruptedException.class);
    assertTrue(q.queue.isClosed());
    claim.publish();
    q.wentIn(1);
  }

  /// From a cancelling close on no dequeue waits; a claim made before may still publish.
  @Test
  void afterACancellingCloseNobodyWaitsForClaims() throws Exception {
    Subject q = queue(4);
    Claim claim = claimed(q, 2, 1);
    Call<Void> plain = Call.to(q.queue::close);
    Call.until(q.queue::isClosed);
    int n = stays() + 1;
    Call<long[]> waits = Call.of(() -> WayOut.MANY.take(q.queue, n));
    q.untilConsumersWait(1);
    q.queue.close(true);
    plain.result();
    waits.failure(OutOfRangeException.class);
    Call.of(() -> WayOut.MANY.take(q.queue, n)).failure(OutOfRangeException.class);
    claim.publish();
    q.wentIn(1, 2);
    assertEquals(2, q.size());
    q.took(WayOut.UP_TO.take(q.queue, 1));
  }
}
