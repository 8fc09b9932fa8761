package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import org.junit.jupiter.api.Test;

/// Memory goes back only when nobody uses it, and use after that is an exception.
abstract class FreeTests extends StorageTests {
  /// True if the memory is the queue's own, so that it ends with the free.
  boolean ownsMemory() {
    return true;
  }

  @Test
  void anOpenClaimKeepsTheMemory() throws Exception {
    Subject q = queue(4);
    Claim claim = claimed(q, 2, 1);
    var e = assertThrows(IllegalStateException.class, q.queue::free);
    assertEquals(
        "queue 'numbers': cannot be freed, 2 rows are claimed or leased, 0 batches hold copies,"
            + " 0 producers and 0 consumers wait; -Dio.forebay.trace.leases=true tells where they"
            + " were taken",
        e.getMessage());
    assertTrue(q.queue.isClosed(), "it was closed all the same");
    claim.publish(1);
    q.wentIn(1);
    q.drain();
    q.queue.free();
  }

  @Test
  void anOpenBatchKeepsTheMemory() throws Exception {
    Subject q = queue(4);
    q.put(1, 2, 3);
    try (Batch batch = q.queue.newBatch(2)) {
      q.queue.dequeueMany(batch);
      var e = assertThrows(IllegalStateException.class, q.queue::free);
      String holder = batch.isWindow() ? "2 rows are claimed or leased, " : "1 batches hold copies";
      assertTrue(e.getMessage().contains(holder), e.getMessage());
      q.took(WayOut.values(batch));
    }
    q.drain();
    q.queue.free();
    q.queue.free();
  }

  /// Under the system property it says where; the property is read when the queue is made.
  @Test
  void itTellsWhereClaimsAndBatchesWereTaken() throws Exception {
    System.setProperty(Leases.PROPERTY, "true");
    Subject q;
    try {
      q = queue(4);
    } finally {
      System.clearProperty(Leases.PROPERTY);
    }
    q.put(1);
    try (Claim claim = claimed(q, 1, 5);
        Batch batch = q.queue.newBatch(1)) {
      q.queue.dequeueMany(batch);
      q.took(WayOut.values(batch));
      var e = assertThrows(IllegalStateException.class, q.queue::free);
      assertTrue(
          e.getMessage()
              .endsWith(
                  "; open are 1 claims and 1 batches, taken where the suppressed exceptions say"),
          e.getMessage());
      assertEquals(2, e.getSuppressed().length);
      String places = e.getSuppressed()[0] + " " + e.getSuppressed()[1];
      String thread = Thread.currentThread().getName();
      assertTrue(places.contains("Claim of 1 rows, taken by " + thread), places);
      assertTrue(places.contains("Batch of 1 rows, taken by " + thread), places);
      String place = e.getSuppressed()[0].getStackTrace()[0].toString();
      assertTrue(place.contains("io.forebay"), place);
      assertEquals(1, claim.rows());
    }
    q.drain();
    q.queue.free();
  }

  @Test
  void freeingEndsWaitingCallsFirst() throws Exception {
    Subject q = queue(1);
    q.put(1);
    Call<Long> put = Call.of(() -> WayIn.COPY.put(q.queue, 2));
    q.untilProducersWait(1);
    Subject empty = queue(1);
    int n = stays() + 1;
    Call<long[]> taken = Call.of(() -> WayOut.MANY.take(empty.queue, n));
    empty.untilConsumersWait(1);
    Call.until(() -> isFreed(q.queue));
    Call.until(() -> isFreed(empty.queue));
    put.failure(CancelledException.class);
    taken.failure(OutOfRangeException.class);
  }

  /// Frees it, unless a call is still inside.
  private static boolean isFreed(TensorQueue queue) {
    try {
      queue.free();
      return true;
    } catch (IllegalStateException stillInside) {
      return false;
    }
  }

  @Test
  void useAfterFreeIsAnException() throws Exception {
    Subject q = queue(4);
    q.put(1, 2);
    Batch batch = q.queue.newBatch(1);
    Claim claim = q.queue.newClaim(1);
    q.queue.dequeueMany(batch);
    q.took(WayOut.values(batch));
    Tensor tensor = batch.component(0);
    var memory = tensor.segment();
    batch.close();
    q.queue.free();
    for (WayIn in : WayIn.values()) {
      assertThrows(RuntimeException.class, () -> in.put(q.queue, Wait.NOT_AT_ALL, 3));
    }
    assertThrows(RuntimeException.class, () -> q.queue.claim(claim));
    assertThrows(IllegalStateException.class, () -> tensor.getLong(0));
    batch.close();
    claim.close();
    q.queue.free();
    if (ownsMemory()) {
      for (WayOut out : WayOut.values()) {
        assertThrows(IllegalStateException.class, () -> out.take(q.queue, 1, Wait.NOT_AT_ALL));
      }
      assertThrows(IllegalStateException.class, q.queue::size);
      assertThrows(IllegalStateException.class, q.queue::close);
      assertThrows(
          IllegalStateException.class,
          () -> memory.get(java.lang.foreign.ValueLayout.JAVA_LONG, 0));
    }
  }
}
