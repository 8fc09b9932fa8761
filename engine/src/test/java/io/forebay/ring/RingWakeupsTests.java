package io.forebay.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Whom a ring wakes: exactly the one that announced a position which was just settled or released.
abstract class RingWakeupsTests extends RingThreadsTests {
  @Test
  void publishWakesTheReaderOfThatPositionOnly() {
    Ring ring = ring(8);
    ring.tryClaim(run, 4, 4, false);
    sleepers.consumerNeeds().announce(2);
    sleepers.producerNeeds().announce(2);
    ring.publish(0, 2);
    ring.publish(3, 1);
    assertEquals("0 0 0", woken.sinceLast());
    ring.publish(2, 1);
    assertEquals("0 1 0", woken.sinceLast());
    sleepers.consumerNeeds().withdraw();
    assertFalse(sleepers.consumerNeeds().isAnnounced());
    ring.tryClaim(run, 1, 1, false);
    ring.publish(4, 1);
    assertEquals("0 0 0", woken.sinceLast());
  }

  @Test
  void releaseWakesTheWriterOfThatPositionOnly() {
    Ring ring = ring(4);
    put(ring, 4);
    sleepers.producerNeeds().announce(1);
    sleepers.consumerNeeds().announce(1);
    Run first = take(ring, 1);
    Run next = take(ring, 2);
    ring.release(first);
    assertEquals("0 0 0", woken.sinceLast());
    ring.release(next);
    assertEquals("1 0 0", woken.sinceLast());
  }

  @Test
  void buryingWakesBothSidesAndAClose() {
    Ring ring = ring(4);
    ring.tryClaim(run, 4, 4, false);
    sleepers.producerNeeds().announce(3);
    sleepers.consumerNeeds().announce(3);
    ring.bury(2, 1);
    assertEquals("0 0 0", woken.sinceLast());
    sleepers.closing().set(true);
    assertTrue(sleepers.closing().isUp());
    ring.bury(3, 1);
    assertEquals("1 1 1", woken.sinceLast());
    ring.publish(0, 1);
    assertEquals("0 0 1", woken.sinceLast(), "a close looks again after every publish");
  }

  @Test
  void retiringATombstoneWakesTheWriterThatNeedsIt() {
    Ring ring = ring(2);
    ring.tryClaim(run, 2, 2, false);
    ring.bury(0, 2);
    sleepers.producerNeeds().announce(0);
    assertEquals(RunStatus.OK, ring.tryClaim(run, 1, 1, true));
    assertEquals("1 0 0", woken.sinceLast());
  }

  @Test
  void withoutParkingNobodyIsWoken() {
    Ring ring = ring(2, false);
    sleepers.closing().set(true);
    sleepers.consumerNeeds().announce(0);
    sleepers.producerNeeds().announce(0);
    put(ring, 1);
    ring.release(take(ring, 1));
    ring.tryClaim(run, 1, 1, false);
    ring.bury(1, 1);
    assertEquals("0 0 0", woken.sinceLast());
  }

  @EveryCapacity
  void tellsWhatAWriterWaitsFor(int capacity) {
    Ring ring = ring(capacity);
    assertEquals(-1, ring.lastOccupied(capacity), "an empty ring");
    put(ring, capacity);
    assertEquals(capacity - 1, ring.lastOccupied(capacity));
    assertEquals(0, ring.lastOccupied(1));
    Run taken = take(ring, 1);
    assertTrue(ring.isOccupied(0), "leased");
    ring.release(taken);
    assertFalse(ring.isOccupied(0));
    assertEquals(-1, ring.lastOccupied(1));
  }

  @Test
  void tellsWhatAReaderWaitsFor() {
    Ring ring = ring(8);
    ring.tryClaim(run, 5, 5, false);
    ring.publish(0, 1);
    ring.bury(2, 1);
    ring.publish(4, 1);
    assertTrue(ring.isSettled(0) && ring.isSettled(2) && ring.isSettled(4));
    assertFalse(ring.isSettled(1) || ring.isSettled(3) || ring.isSettled(5));
    assertEquals(7, ring.lastUnsettled(0, 7));
    assertEquals(3, ring.lastUnsettled(0, 4));
    assertEquals(-1, ring.lastUnsettled(4, 4));
    assertEquals(4, ring.countClaimed(0), "all but the tombstone");
    assertFalse(ring.isSettledToTail(0));
    ring.publish(1, 1);
    ring.publish(3, 1);
    assertTrue(ring.isSettledToTail(0));
    ring.release(take(ring, 4));
    put(ring, 8);
    assertTrue(ring.isSettled(0), "settled for ever, a lap later too");
  }
}
