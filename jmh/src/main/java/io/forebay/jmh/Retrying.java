package io.forebay.jmh;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/// How a thread of a contender without waiting of its own goes on after a refused offer or poll.
public final class Retrying {
  /// Waiting by name: `spin` and `backoff` retry; `parking` is for queues that can park.
  public static final String SPIN = "spin";

  /// The back-off of Agrona with its own defaults.
  public static final String BACKOFF = "backoff";

  /// Each queue's own way to park.
  public static final String PARKING = "parking";

  private Retrying() {}

  /// A strategy of the current thread.
  public static IdleStrategy strategy(String waiting) {
    return switch (waiting) {
      case SPIN -> BusySpinIdleStrategy.INSTANCE;
      case BACKOFF -> new BackoffIdleStrategy();
      default ->
          throw new IllegalArgumentException(
              "waiting: " + waiting + " (expected: spin or backoff)");
    };
  }
}
