package io.forebay.wait;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How long an operation may wait, and who can end its wait. Immutable; use one as often as you
/// like, also by several threads at once: a time limit counts from the start of each call.
///
/// When the time runs out the operation returns false and has done nothing. When the cancellation
/// ends it, it fails with `CancelledException` and has done nothing.
public final class Wait {
  private static final long WITHOUT_LIMIT = Long.MAX_VALUE;

  /// As long as it takes.
  public static final Wait FOREVER = new Wait(WITHOUT_LIMIT, null);

  /// Not at all: the operation succeeds at once or returns false.
  public static final Wait NOT_AT_ALL = new Wait(0, null);

  private final long limitNanos;
  private final @Nullable Cancellation cancellation;

  private Wait(long limitNanos, @Nullable Cancellation cancellation) {
    this.limitNanos = limitNanos;
    this.cancellation = cancellation;
  }

  /// At most that long; a duration of 0 or less is [#NOT_AT_ALL].
  public static Wait atMost(Duration limit) {
    return new Wait(Math.max(0, TimeUnit.NANOSECONDS.convert(limit)), null);
  }

  /// Until the cancellation ends it.
  public static Wait under(Cancellation cancellation) {
    return new Wait(WITHOUT_LIMIT, Objects.requireNonNull(cancellation, "cancellation"));
  }

  /// The same limit, and the cancellation ends it too.
  ///
  /// @throws IllegalStateException if another cancellation can end it already: there is one at most
  public Wait orCancelledBy(Cancellation other) {
    if (cancellation != null && cancellation != other) {
      throw new IllegalStateException("wait: " + this + " (expected: under no other cancellation)");
    }
    return new Wait(limitNanos, Objects.requireNonNull(other, "cancellation"));
  }

  /// True if there is a time limit.
  public boolean isLimited() {
    return limitNanos != WITHOUT_LIMIT;
  }

  /// True if it was cancelled already.
  public boolean isCancelled() {
    return cancellation != null && cancellation.isCancelled();
  }

  long limitNanos() {
    return limitNanos;
  }

  @Nullable Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public String toString() {
    return (isLimited() ? "at most " + Duration.ofNanos(limitNanos) : "forever")
        + (cancellation == null ? "" : ", under " + cancellation);
  }
}
