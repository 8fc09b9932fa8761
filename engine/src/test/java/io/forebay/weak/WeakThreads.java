package io.forebay.weak;

import io.forebay.wait.Waiter;

/// What the classes that [InstrumentedEngine] loads do in place of entering monitors of their own
/// and parking by themselves: under the scheduler.
public final class WeakThreads {
  private WeakThreads() {}

  /// Enters a monitor.
  public static void enter(Object monitor) {
    WeakHeap.memory().scheduler().threads().entering(monitor);
  }

  /// Leaves a monitor.
  public static void leave(Object monitor) {
    WeakHeap.memory().scheduler().threads().left(monitor);
  }

  /// Parks.
  public static void parkNanos(long nanos) {
    WeakHeap.memory().scheduler().threads().park(Waiter.current(), nanos);
  }
}
