package io.forebay.wait;

import java.util.Objects;
import java.util.function.Supplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpIdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.jspecify.annotations.Nullable;

/// In which way the threads of a queue wait: parked, or by an Agrona [IdleStrategy]. Immutable.
public final class Waiting {
  private static final Waiting PARKING = new Waiting(null);

  private final @Nullable ThreadLocal<IdleStrategy> strategies;

  private Waiting(@Nullable ThreadLocal<IdleStrategy> strategies) {
    this.strategies = strategies;
  }

  /// Spin briefly, then park: the default. No polling, safe with virtual threads and with more
  /// threads than cores.
  public static Waiting parking() {
    return PARKING;
  }

  /// By an idle strategy of Agrona; the supplier makes one for each waiting thread, since they keep
  /// state. On a virtual thread only strategies that park are accepted; others fail at the first
  /// wait.
  public static Waiting idling(Supplier<? extends IdleStrategy> strategies) {
    Objects.requireNonNull(strategies, "strategies");
    return new Waiting(ThreadLocal.withInitial(() -> checked(strategies.get())));
  }

  /// True if waiters park, so that somebody must wake them.
  public boolean isParking() {
    return strategies == null;
  }

  /// The strategy of the current thread, ready for a new wait; null if it parks.
  ///
  /// @throws IllegalStateException if the strategy does not park and the thread is virtual
  @Nullable IdleStrategy strategy() {
    if (strategies == null) {
      return null;
    }
    IdleStrategy strategy = strategies.get();
    strategy.reset();
    return strategy;
  }

  private static IdleStrategy checked(IdleStrategy strategy) {
    if (Thread.currentThread().isVirtual() && !parks(strategy)) {
      throw new IllegalStateException(
          "idle strategy: "
              + strategy.getClass().getName()
              + " (expected on a virtual thread: one that parks,"
              + " such as SleepingIdleStrategy or BackoffIdleStrategy; spinning keeps all others off the carriers)");
    }
    return strategy;
  }

  /// True if the strategy only burns time: then a look costs little, but slows down the other side.
  static boolean spins(@Nullable IdleStrategy strategy) {
    return strategy instanceof BusySpinIdleStrategy
        || strategy instanceof NoOpIdleStrategy
        || strategy instanceof YieldingIdleStrategy;
  }

  static boolean parks(@Nullable IdleStrategy strategy) {
    return strategy instanceof BackoffIdleStrategy
        || strategy instanceof SleepingIdleStrategy
        || strategy instanceof SleepingMillisIdleStrategy;
  }

  @Override
  public String toString() {
    return isParking() ? "parking" : "idling";
  }
}
