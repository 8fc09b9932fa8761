package io.forebay.coordination;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// Threads that repeat something until their coordinator stops: at a fixed rate, or back to back.
///
/// The rate is fixed: a run that takes long is made up for by runs without a pause, none is left
/// out (L3). A stop ends the pause between two runs at once. Whatever the loop throws is a request
/// to stop with that error and goes no further (L4).
public final class LooperThread {
  private static final AtomicLong THREADS = new AtomicLong();

  private LooperThread() {}

  /// Creates a daemon thread that runs the loop, registers it with the coordinator, and starts it
  /// (L1, L2).
  ///
  /// @param interval from the beginning of one run to that of the next; zero: back to back
  /// @throws IllegalArgumentException if the interval is negative
  public static Thread loop(Coordinator coordinator, Duration interval, Loop loop) {
    Objects.requireNonNull(loop, "loop");
    if (interval.isNegative()) {
      throw new IllegalArgumentException("interval: " + interval + " (expected: 0 or more)");
    }
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("LooperThread-" + THREADS.getAndIncrement())
            .unstarted(() -> coordinator.stopOnException(() -> run(coordinator, interval, loop)));
    coordinator.registerThread(thread);
    thread.start();
    return thread;
  }

  private static void run(Coordinator coordinator, Duration interval, Loop loop) throws Exception {
    loop.start();
    if (interval.isZero()) {
      while (!coordinator.shouldStop()) {
        loop.run();
      }
    } else {
      runAtRate(coordinator, interval, loop);
    }
    loop.stop();
  }

  private static void runAtRate(Coordinator coordinator, Duration interval, Loop loop)
      throws Exception {
    long due = System.nanoTime();
    while (!coordinator.waitForStop(Duration.ofNanos(due - System.nanoTime()))) {
      due += Deadline.nanos(interval);
      loop.run();
    }
  }
}
