package io.forebay.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Waits as values, and cancellations.
class WaitTest {
  @Test
  void aDurationBelowZeroIsNoTime() {
    assertEquals(0, Wait.atMost(Duration.ZERO).limitNanos());
    assertEquals(0, Wait.atMost(Duration.ofNanos(-5)).limitNanos());
    assertEquals(0, Wait.atMost(Duration.ofSeconds(Long.MIN_VALUE)).limitNanos());
    assertEquals(0, Wait.NOT_AT_ALL.limitNanos());
    assertEquals(3_000_000, Wait.atMost(Duration.ofMillis(3)).limitNanos());
  }

  @Test
  void aDurationOfCenturiesIsForEver() {
    assertFalse(Wait.atMost(Duration.ofSeconds(Long.MAX_VALUE)).isLimited());
    assertFalse(Wait.FOREVER.isLimited());
    assertTrue(Wait.atMost(Duration.ofDays(365)).isLimited());
  }

  @Test
  void aWaitKeepsItsLimitUnderACancellation() {
    Cancellation.Flag flag = Cancellation.flag();
    Wait wait = Wait.atMost(Duration.ofMillis(3)).orCancelledBy(flag);
    assertEquals(3_000_000, wait.limitNanos());
    assertFalse(wait.isCancelled());
    assertEquals("at most PT0.003S, under flag", wait.toString());
    flag.cancel();
    assertTrue(wait.isCancelled());
    assertTrue(Wait.under(flag).isCancelled());
    assertFalse(Wait.FOREVER.isCancelled());
    assertEquals("forever, under cancelled flag", Wait.under(flag).toString());
  }

  @Test
  void aWaitIsUnderOneCancellation() {
    Wait wait = Wait.under(Cancellation.flag());
    assertThrows(IllegalStateException.class, () -> wait.orCancelledBy(Cancellation.flag()));
    assertTrue(Wait.NOT_AT_ALL.orCancelledBy(Cancellation.flag()).isLimited());
  }

  /// Waits under a cancellation come and go in any order.
  @Test
  void aCancellationKnowsTheWaitsUnderIt() throws InterruptedException {
    Cancellation.Flag flag = Cancellation.flag();
    Waiter[] waiters = new Waiter[3];
    for (int i = 0; i < waiters.length; i++) {
      int number = i;
      Thread thread = new Thread(() -> waiters[number] = Waiter.current(), "t" + i);
      thread.start();
      thread.join();
    }
    for (Waiter waiter : waiters) {
      flag.add(waiter);
    }
    flag.remove(waiters[1]);
    assertEquals("t2: does not wait\nt0: does not wait\n", flag.describeWaits());
    flag.add(waiters[1]);
    flag.remove(waiters[0]);
    assertEquals("t1: does not wait\nt2: does not wait\n", flag.describeWaits());
    flag.remove(waiters[1]);
    flag.remove(waiters[2]);
    assertEquals("", flag.describeWaits());
  }
}
