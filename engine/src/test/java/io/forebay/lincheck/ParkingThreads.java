package io.forebay.lincheck;

import io.forebay.wait.MachineThreads;
import io.forebay.wait.Waiter;
import java.util.ArrayList;
import java.util.List;

/// Threads that sleep at a monitor, at once: a spin of a hundred looks before it would be a hundred
/// places to explore. When all that still run sleep, a wake-up is lost: all of them are told.
final class ParkingThreads extends MachineThreads {
  private final boolean forgetful;
  private final List<Waiter> asleep = new ArrayList<>(); // guarded by this, as the rest
  private final List<Waiter> permits = new ArrayList<>();
  private int running = Integer.MAX_VALUE;

  /// Known bad if `forgetful`: a wake-up that comes before the thread sleeps is forgotten.
  ParkingThreads(boolean forgetful) {
    this.forgetful = forgetful;
  }

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
    boolean slept = asleep.remove(waiter);
    if ((slept || !forgetful) && !permits.contains(waiter)) {
      permits.add(waiter);
    }
    notifyAll();
  }

  @Override
  public long nanoTime() {
    return 0; // nobody here waits for a time
  }
}
