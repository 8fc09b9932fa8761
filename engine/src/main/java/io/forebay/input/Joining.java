package io.forebay.input;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Waits for threads where an interrupt cannot be passed on: it stays set.
final class Joining {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

  private Joining() {}

  /// Waits for the threads to end, the calling one left out, at most `limit` together; those that
  /// are alive then.
  static List<Thread> join(List<Thread> threads, Duration limit) {
    List<Thread> all = new ArrayList<>(threads);
    return await(
        () -> {
          all.removeIf(thread -> !thread.isAlive());
          return all;
        },
        limit);
  }

  /// Waits until there are none of these threads, the calling one left out, at most `limit`; those
  /// that there are then.
  static List<Thread> await(Supplier<List<Thread>> threads, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    List<Thread> left = others(threads);
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      try {
        left.getFirst().join(LOOK_AGAIN);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = others(threads);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return left;
  }

  private static List<Thread> others(Supplier<List<Thread>> threads) {
    return threads.get().stream().filter(thread -> thread != Thread.currentThread()).toList();
  }
}
