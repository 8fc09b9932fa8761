package io.forebay.queue;

import io.forebay.wait.Threads;
import io.forebay.wait.Waiter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where open claims and batches were taken, and when; kept only under the system property
/// `io.forebay.trace.leases`.
///
/// Under it, whoever waits on the queue in vain looks whether one is open for longer than
/// `io.forebay.trace.leases.after` seconds, and reports it, once, as a warning of the logger that
/// has this class's name. No thread is needed for that: a waiter parks no longer than until it may
/// have something to report.
final class Leases {
  static final String PROPERTY = "io.forebay.trace.leases";
  static final String AFTER = "io.forebay.trace.leases.after";

  private static final long DEFAULT_SECONDS = 60;
  private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final String queue;
  private final Threads threads;
  private final long afterNanos;
  private final @Nullable Map<Object, Lease> open;

  /// Reads the properties.
  Leases(String queue, Threads threads) {
    this.queue = queue;
    this.threads = threads;
    this.afterNanos =
        Math.max(LEAST_NANOS, TimeUnit.SECONDS.toNanos(Long.getLong(AFTER, DEFAULT_SECONDS)));
    this.open = Boolean.getBoolean(PROPERTY) ? new ConcurrentHashMap<>() : null;
  }

  /// The threads of the queue: those whose waits look for overdue leases, if leases are traced.
  Threads watching() {
    return open == null ? threads : new WatchingThreads(threads, this);
  }

  /// A claim, or a batch, of that many rows is open from now on.
  void taken(Object handle, int rows) {
    if (open != null) {
      open.put(handle, new Lease(handle, rows, threads.nanoTime()));
    }
  }

  void released(Object handle) {
    if (open != null) {
      open.remove(handle);
    }
  }

  /// Fails, saying what is outstanding; with the property set, how many claims and batches, and the
  /// places are the suppressed exceptions.
  IllegalStateException outstanding(String message) {
    if (open == null) {
      return new IllegalStateException(
          message + "; -D" + PROPERTY + "=true tells where they were taken");
    }
    long claims = open.keySet().stream().filter(handle -> handle instanceof Claim).count();
    long batches = open.size() - claims;
    IllegalStateException failure =
        new IllegalStateException(
            message
                + "; open are "
                + claims
                + " claims and "
                + batches
                + " batches, taken where the suppressed exceptions say");
    open.values().forEach(lease -> failure.addSuppressed(lease.place));
    return failure;
  }

  /// The waiter is about to wait in vain: reports what is overdue.
  ///
  /// @return how long nothing more can become overdue, in nanoseconds
  long reportOverdue(Waiter waiter) {
    long soonest = afterNanos;
    if (open != null) {
      long now = threads.nanoTime();
      for (Lease lease : open.values()) {
        long left = lease.sinceNanos + afterNanos - now;
        if (left <= 0) {
          report(lease, now, waiter);
        } else {
          soonest = Math.min(soonest, left);
        }
      }
    }
    return soonest;
  }

  private void report(Lease lease, long now, Waiter waiter) {
    if (lease.isFirstReport()) {
      String message =
          "queue '"
              + queue
              + "': "
              + lease.place.getMessage()
              + " is open for "
              + TimeUnit.NANOSECONDS.toSeconds(now - lease.sinceNanos)
              + " s, while "
              + waiter.thread().getName()
              + " waits, "
              + waiter
              + "; it was taken here:";
      System.getLogger(Leases.class.getName())
          .log(System.Logger.Level.WARNING, message, lease.place);
    }
  }

  /// One open claim or batch.
  private static final class Lease {
    final Throwable place;
    final long sinceNanos;
    private boolean reported; // guarded by this

    Lease(Object handle, int rows, long now) {
      this.place =
          new Throwable(
              handle.getClass().getSimpleName()
                  + " of "
                  + rows
                  + " rows, taken by "
                  + Thread.currentThread().getName());
      this.sinceNanos = now;
    }

    synchronized boolean isFirstReport() {
      boolean first = !reported;
      reported = true;
      return first;
    }
  }
}
