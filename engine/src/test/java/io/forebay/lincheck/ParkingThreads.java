package io.forebay.lincheck;

import io.forebay.wait.Threads;
import io.forebay.wait.Waiter;
import java.util.ArrayList;
import java.util.List;

/// Threads that sleep at a monitor, at once: a spin of a hundred looks before it would be a hundred
/// places to explore. When all that still run sleep, a wake-up is lost: all of them are told.
final class ParkingThreads extends Threads {
  private final List<Waiter> asleep = new ArrayList<>(); // guarded by this, as the rest
  private final List<Waiter> permits = new ArrayList<>();
  private int running = Integer.MAX_VALUE;

  ParkingThreads() {}

  /// So many threads are about to run, each until [#ended].
  synchronized void begin(int count) {
    running = count;
  }

  /// A thread comes to its end.
  synchronized void ended() {
    running--;
    notifyAll();
  }

  @Override
  public synchronized void park(Waiter waiter, long nanos) {
    if (permits.remove(waiter)) {
      return;
    }
    asleep.add(waiter);
    notifyAll();
    while (!permits.remove(waiter)) {
      if (asleep.size() >= running) {
        throw new AssertionError("a wake-up is lost: all threads sleep, " + waiter);
      }
      try {
        wait();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public synchronized void unpark(Waiter waiter) {
    asleep.remove(waiter);
    if (!permits.contains(waiter)) {
      permits.add(waiter);
    }
    notifyAll();
  }

  @Override
  public long nanoTime() {
    return 0; // nobody here waits for a time
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
    return 0;
  }
}
