package io.forebay.faults;

import io.forebay.wait.MachineThreads;
import io.forebay.wait.Waiter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Real threads under a clock that stands still until a test moves it, by any amount in either
/// direction. A park ends after a moment for no reason, so that a clock that jumped is looked at.
final class JumpingClock extends MachineThreads {
  private static final long MOMENT_NANOS = 100_000;

  private final AtomicLong now;
  private final AtomicInteger parks = new AtomicInteger();
  private final AtomicLong longestPark = new AtomicLong();

  JumpingClock(long startNanos) {
    now = new AtomicLong(startNanos);
  }

  void jump(Duration by) {
    now.addAndGet(by.toNanos());
  }

  /// How often threads parked so far.
  int parks() {
    return parks.get();
  }

  /// The longest time for which a thread parked since this was last asked.
  Duration longestPark() {
    return Duration.ofNanos(longestPark.getAndSet(0));
  }

  @Override
  public void park(Waiter waiter, long nanos) {
    longestPark.accumulateAndGet(nanos, Math::max);
    parks.incrementAndGet();
    super.park(waiter, Math.min(nanos, MOMENT_NANOS));
  }

  @Override
  public long nanoTime() {
    return now.get();
  }
}
