package io.forebay.session;

import io.forebay.coordination.Coordinator;
import java.time.Duration;
import java.util.List;

/// Joins where an interrupt cannot be passed on.
final class Joining {
  private Joining() {}

  /// Joins a coordinator that was asked to stop; threads that still run then are only logged. An
  /// interrupt stays set.
  static void join(Coordinator coordinator, Duration grace) {
    long start = System.nanoTime();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          coordinator.join(List.of(), grace.minusNanos(System.nanoTime() - start), true);
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
