package io.forebay.wait;

/// What waiting asks of the machine: park, unpark, the clock, and entering the monitors of the
/// lines. One implementation in the library, [#SYSTEM]; tests put a scheduler behind it that
/// explores interleavings.
public abstract class Threads {
  /// The machine itself.
  public static final Threads SYSTEM = new SystemThreads();

  /// Makes a new implementation; lets others be constructed outside this package.
  protected Threads() {}

  /// Parks the current thread until unparked, interrupted, or `nanos` have passed, or for no
  /// reason.
  public abstract void park(Waiter waiter, long nanos);

  /// Unparks the thread of the waiter.
  public abstract void unpark(Waiter waiter);

  /// The clock of time limits, in nanoseconds.
  public abstract long nanoTime();

  /// Lets other threads run, on the way through a wait that is always short.
  public abstract void yield();

  /// A pause of a few cycles in a short spin.
  public abstract void pause();

  /// How often a waiter pauses before it parks.
  public abstract int spins();

  /// The waiter is about to idle by a strategy, instead of parking: nothing.
  public void idling(Waiter waiter) {}

  /// Between two steps of a hand-over between threads: nothing; tests let others run here.
  public void step() {}

  /// The current thread is about to enter that monitor.
  public void entering(Object monitor) {}

  /// The current thread has left that monitor.
  public void left(Object monitor) {}
}
