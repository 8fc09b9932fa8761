package io.forebay.wait;

import java.util.concurrent.locks.LockSupport;

/// The threads of the JVM.
final class SystemThreads extends Threads {
  /// About 2 to 5 microseconds: less than a park and an unpark cost together.
  private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 128 : 0;

  SystemThreads() {}

  @Override
  public void park(Waiter waiter, long nanos) {
    if (nanos == Long.MAX_VALUE) {
      LockSupport.park(waiter);
    } else {
      LockSupport.parkNanos(waiter, nanos);
    }
  }

  @Override
  public void unpark(Waiter waiter) {
    LockSupport.unpark(waiter.thread());
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void yield() {
    Thread.yield();
  }

  @Override
  public void pause() {
    Thread.onSpinWait();
  }

  @Override
  public int spins() {
    return SPINS;
  }
}
