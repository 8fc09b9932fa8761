package io.forebay.enqueuer;

import java.util.concurrent.Semaphore;

/// How many items may be loaded ahead of the consumer (K4), and none of the next epoch before the
/// last of this one was taken (K11).
final class Permits {
  private final int depth;
  private final Semaphore semaphore = new Semaphore(0);
  private long left; // of this epoch, without a permit as yet; guarded by this, as the rest
  private long untaken; // of this epoch
  private volatile boolean stopped; // written under this

  /// That many items at most.
  Permits(int depth) {
    this.depth = depth;
  }

  int depth() {
    return depth;
  }

  /// Gives the first permits of an epoch of so many items.
  synchronized void begin(long items) {
    int first = (int) Math.min(depth, items);
    untaken = items;
    left = items - first;
    semaphore.release(first);
  }

  /// An item was taken by the consumer: one more may be loaded.
  synchronized void taken() {
    untaken--;
    if (left > 0) {
      left--;
      semaphore.release();
    }
    if (untaken == 0) {
      notifyAll();
    }
  }

  /// Waits for a permit to load one item. An interrupt without a stop does not end it: user code
  /// may have interrupted its own thread.
  ///
  /// @return false after a stop
  boolean acquire() {
    boolean acquired = false;
    while (!acquired && !stopped) {
      try {
        semaphore.acquire();
        acquired = true;
      } catch (InterruptedException e) {
        acquired = false;
      }
    }
    if (stopped) {
      semaphore.release(); // for the next one
    }
    return !stopped;
  }

  /// Waits until all items of the epoch are taken.
  ///
  /// @return false after a stop
  synchronized boolean awaitEpochEnd() {
    while (untaken > 0 && !stopped) {
      waitHere();
    }
    return !stopped;
  }

  /// Waits for the stop.
  synchronized void awaitStop() {
    while (!stopped) {
      waitHere();
    }
  }

  /// Ends every wait.
  synchronized void stop() {
    stopped = true;
    semaphore.release();
    notifyAll();
  }

  private void waitHere() {
    try {
      wait();
    } catch (InterruptedException e) {
      // the callers look again: only a stop counts
    }
  }
}
