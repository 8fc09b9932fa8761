package io.forebay.wait;

/// The machine's threads, which park at once; for tests to replace what they watch.
public abstract class MachineThreads extends Threads {
  /// Makes a new implementation.
  protected MachineThreads() {}

  @Override
  public void park(Waiter waiter, long nanos) {
    SYSTEM.park(waiter, nanos);
  }

  @Override
  public void unpark(Waiter waiter) {
    SYSTEM.unpark(waiter);
  }

  @Override
  public long nanoTime() {
    return SYSTEM.nanoTime();
  }

  @Override
  public void yield() {
    SYSTEM.yield();
  }

  @Override
  public void pause() {
    SYSTEM.pause();
  }

  @Override
  public int spins() {
    return 0;
  }
}
