package io.forebay.input;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Waits for threads to end where an interrupt cannot be passed on.
final class Joining {
  private Joining() {}

  /// Waits for the threads, the calling one left out, at most `limit` together; those that are
  /// alive then. An interrupt stays set.
  static List<Thread> join(List<Thread> threads, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    List<Thread> alive = new ArrayList<>();
    for (Thread thread : threads) {
      while (thread != Thread.currentThread() && thread.isAlive()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          alive.add(thread);
          break;
        }
        try {
          thread.join(Duration.ofNanos(left));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return alive;
  }
}
