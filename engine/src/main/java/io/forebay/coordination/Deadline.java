package io.forebay.coordination;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A moment until which a caller is ready to wait.
final class Deadline {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long startNanos = System.nanoTime();
  private final long limitNanos;

  private Deadline(long limitNanos) {
    this.limitNanos = limitNanos;
  }

  static Deadline after(Duration limit) {
    return new Deadline(nanos(limit));
  }

  /// The nanoseconds of a duration; of one that is too long for that, as many as there can be; of a
  /// negative one 0.
  static long nanos(Duration duration) {
    return Math.max(0, TimeUnit.NANOSECONDS.convert(duration));
  }

  /// How long until then; 0 or less when it is over.
  long leftNanos() {
    return limitNanos - (System.nanoTime() - startNanos);
  }

  /// Waits on that monitor, which the caller holds, until notified or this moment.
  void wait(Object monitor) throws InterruptedException {
    long left = leftNanos();
    if (left > 0) {
      monitor.wait(left / NANOS_PER_MILLI, (int) (left % NANOS_PER_MILLI));
    }
  }

  /// Waits for the threads until this moment; those that are alive then. Not by `join(Duration)`:
  /// it returns when a thread's state is TERMINATED, at which moment `isAlive` can still be true.
  List<Thread> joinAll(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      long left = leftNanos();
      if (left > 0 && thread.isAlive()) {
        thread.join(left / NANOS_PER_MILLI + 1);
      }
    }
    return threads.stream().filter(Thread::isAlive).toList();
  }
}
