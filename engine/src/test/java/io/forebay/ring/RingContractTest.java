package io.forebay.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// What [Ring] and [NumberRing] promise, whatever their words lie in. The themes are a chain of
/// classes: a model ([RingModelTests]), threads ([RingThreadsTests]), wake-ups
/// ([RingWakeupsTests]), numbers ([NumberRingTests]), and here the ring step by step.
abstract class RingContractTest extends NumberRingTests {
  @EveryCapacity
  void holdsExactlyItsCapacity(int capacity) {
    Ring ring = ring(capacity);
    for (int i = 0; i < capacity; i++) {
      assertEquals(RunStatus.OK, ring.tryClaim(run, 1, 1, false));
      assertEquals(i, run.first());
    }
    assertEquals(RunStatus.UNAVAILABLE, ring.tryClaim(run, 1, 1, false));
    ring.publish(0, capacity);
    Run first = take(ring, 1);
    assertEquals(RunStatus.UNAVAILABLE, ring.tryClaim(run, 1, 1, false), "leased, not released");
    ring.release(first);
    assertEquals(RunStatus.OK, ring.tryClaim(run, 1, 2, false));
    assertEquals(1, run.span());
    assertEquals(RunStatus.UNAVAILABLE, ring.tryClaim(run, 1, 1, false));
  }

  @EveryCapacity
  void claimsAllOrWhatIsFree(int capacity) {
    Ring ring = ring(capacity);
    assertEquals(RunStatus.UNAVAILABLE, ring.tryClaim(run, capacity + 1, capacity + 1, false));
    assertEquals(0, ring.tail().position());
    assertEquals(RunStatus.OK, ring.tryClaim(run, 1, capacity + 5, false));
    assertEquals(capacity, run.span());
    assertEquals(capacity, run.live());
    assertEquals(capacity, run.end());
  }

  @EveryCapacity
  void takesAllOrWhatIsThere(int capacity) {
    Ring ring = ring(capacity);
    assertEquals(RunStatus.UNAVAILABLE, ring.tryTake(run, 1, 1, false));
    assertEquals(RunStatus.UNAVAILABLE, ring.tryTake(run, 0, 1, false));
    put(ring, capacity);
    assertEquals(RunStatus.UNAVAILABLE, ring.tryTake(run, capacity + 1, capacity + 1, false));
    assertEquals(capacity, run.live(), "the run says what is there");
    assertEquals(0, ring.head().position(), "and nothing is taken");
    assertEquals(RunStatus.OK, ring.tryTake(run, 1, capacity + 1, false));
    assertEquals(capacity, run.live());
  }

  @Test
  void readsNothingBehindAWriterThatIsNotDone() {
    Ring ring = ring(5);
    ring.tryClaim(run, 2, 2, false);
    ring.tryClaim(run, 3, 3, false);
    ring.publish(2, 3);
    assertEquals(RunStatus.UNAVAILABLE, ring.tryTake(run, 1, 5, false));
    ring.publish(1, 1);
    assertEquals(RunStatus.UNAVAILABLE, ring.tryTake(run, 1, 5, false));
    ring.publish(0, 1);
    assertEquals(RunStatus.OK, ring.tryTake(run, 5, 5, false));
  }

  @Test
  void freesInAnyOrderButClaimsInOrder() {
    Ring ring = ring(3);
    put(ring, 3);
    Run first = take(ring, 1);
    Run second = take(ring, 1);
    ring.release(second);
    assertEquals(RunStatus.UNAVAILABLE, ring.tryClaim(run, 1, 1, false));
    ring.release(first);
    assertEquals(RunStatus.OK, ring.tryClaim(run, 2, 2, false));
    assertEquals(3, run.first());
  }

  @Test
  void takesTombstonesAlongWithTheRowsBehindThem() {
    Ring ring = ring(8);
    ring.tryClaim(run, 6, 6, false);
    ring.publish(0, 1);
    ring.bury(1, 2);
    ring.publish(3, 1);
    ring.bury(4, 2);
    assertEquals(2, ring.size());
    assertEquals(2, ring.enqueued());
    assertEquals(RunStatus.OK, ring.tryTake(run, 2, 2, false));
    assertEquals(0, run.first());
    assertEquals(4, run.span(), "the tombstones behind its last row stay");
    assertEquals(2, run.live());
    assertTrue(ring.isRow(0) && ring.isRow(3));
    assertFalse(ring.isRow(1) || ring.isRow(2));
    assertEquals(2, ring.dequeued());
    assertEquals(0, ring.size());
    assertEquals(4, ring.outstanding());
    ring.release(run);
    assertEquals(0, ring.outstanding());
  }

  @EveryCapacity
  void aWriterThatFindsTheRingFullRetiresTombstones(int capacity) {
    Ring ring = ring(capacity);
    for (int lap = 0; lap < 5; lap++) {
      assertEquals(RunStatus.OK, ring.tryClaim(run, capacity, capacity, false), "lap " + lap);
      ring.bury(run.first(), capacity);
      assertEquals(0, ring.size());
      assertEquals(0, ring.enqueued());
    }
    assertEquals(RunStatus.UNAVAILABLE, ring.tryTake(run, 1, 1, false));
    assertEquals(0, ring.dequeued());
  }

  @Test
  void takesTombstonesAloneWhenAskedForNoRow() {
    Ring ring = ring(4);
    ring.tryClaim(run, 2, 2, false);
    ring.bury(0, 2);
    assertEquals(RunStatus.OK, ring.tryTake(run, 0, 4, false));
    assertEquals(2, run.span());
    assertEquals(0, run.live());
    ring.release(run);
    assertEquals(0, ring.outstanding());
    assertEquals(2, ring.head().position());
  }

  @EveryCapacity
  void aTombstoneThatWasTakenIsOccupiedUntilItsTakerReleasesIt(int capacity) {
    Ring ring = ring(capacity + 1);
    put(ring, 1);
    ring.tryClaim(run, capacity, capacity, false);
    ring.bury(1, capacity - 1);
    ring.publish(capacity, 1);
    ring.release(take(ring, 1));
    Run rest = take(ring, 1);
    assertEquals(capacity, rest.span());
    put(ring, 1);
    assertEquals(RunStatus.UNAVAILABLE, ring.tryClaim(run, 1, 1, false));
    assertEquals(1, ring.lastOccupied(1), "there is something to wait for");
    ring.release(rest);
    assertEquals(-1, ring.lastOccupied(1));
    assertEquals(RunStatus.OK, ring.tryClaim(run, 1, 1, false));
  }

  @EveryCapacity
  void aShutGateConcernsNewcomersOnly(int capacity) {
    Ring ring = ring(capacity);
    ring.tail().gate(true, 0);
    assertEquals(RunStatus.GATED, ring.tryClaim(run, 1, 1, false));
    assertEquals(RunStatus.OK, ring.tryClaim(run, 1, 1, true));
    ring.publish(0, 1);
    ring.head().gate(true, 0);
    ring.head().gate(true, 0);
    assertEquals(RunStatus.GATED, ring.tryTake(run, 1, 1, false));
    assertEquals(RunStatus.OK, ring.tryTake(run, 1, 1, true));
    ring.release(run);
    ring.tail().gate(false, 0);
    ring.head().gate(false, 0);
    assertEquals(1, ring.tail().position(), "flags leave the position alone");
    put(ring, 1);
    take(ring, 1);
  }

  @EveryCapacity
  void closedRefusesClaimsForEverAndLetsRowsOut(int capacity) {
    Ring ring = ring(capacity);
    put(ring, capacity);
    assertFalse(ring.tail().isClosed());
    assertTrue(ring.tail().close());
    assertFalse(ring.tail().close(), "closed already");
    assertTrue(ring.tail().isClosed());
    ring.tail().gate(true, 0);
    ring.release(take(ring, capacity));
    assertEquals(RunStatus.CLOSED, ring.tryClaim(run, 1, 1, false));
    assertEquals(RunStatus.CLOSED, ring.tryClaim(run, 1, 1, true));
    assertEquals(capacity, ring.enqueued());
    assertEquals(capacity, ring.dequeued());
  }

  @Test
  void slotsAreThePowerOfTwoThatHoldsTheCapacity() {
    int[] capacities = {1, 2, 3, 4, 5, 8, 9, 1 << 29, (1 << 29) + 1, 1 << 30};
    long[] slots = {1, 2, 4, 4, 8, 8, 16, 1 << 29, 1 << 30, 1 << 30};
    for (int i = 0; i < capacities.length; i++) {
      assertEquals(slots[i], Ring.slots(capacities[i]));
    }
  }
}
