package io.forebay.queue;

import io.forebay.wait.Wait;

/// What a dequeue asks for: one caller's, reused with its batch.
final class Request {
  private Mode mode = Mode.EXACTLY;
  private int rows;
  private long lingerNanos;
  private Wait wait = Wait.FOREVER;
  private long firstSeenNanos;
  private long lastNanos; // when it was last asked how much longer
  private boolean seen;

  Request() {}

  void set(Mode newMode, int newRows, long newLingerNanos, Wait newWait) {
    // a stored reference costs the collector's barrier, and most requests are like the last one
    if (mode != newMode) {
      mode = newMode;
    }
    if (wait != newWait) {
      wait = newWait;
    }
    rows = newRows;
    lingerNanos = newLingerNanos;
    seen = false;
  }

  Mode mode() {
    return mode;
  }

  int rows() {
    return rows;
  }

  Wait howLong() {
    return wait;
  }

  String operation() {
    return rows == 1 && mode == Mode.EXACTLY ? "dequeue" : mode.operation();
  }

  /// The least rows that are enough without looking at the clock.
  int leastAtOnce() {
    return mode == Mode.AVAILABLE && (lingerNanos == 0 || wait == Wait.NOT_AT_ALL) ? 1 : rows;
  }

  /// How many rows to wait for when `there` are there: all, but only the first one of a
  /// dequeueAvailable that has none.
  int goal(int there) {
    return mode == Mode.AVAILABLE && there == 0 ? 1 : rows;
  }

  /// How much longer a dequeueAvailable lingers when `there` rows are there and the oldest came in
  /// `ageNanos` ago (0: not known, the time since the call first saw it counts). Forever if it has
  /// no row, or is no dequeueAvailable. Where the clock is set back, no time has passed.
  long lingerLeft(int there, long ageNanos, long nowNanos) {
    if (mode != Mode.AVAILABLE || there == 0) {
      return Long.MAX_VALUE;
    }
    if (!seen) {
      seen = true;
      firstSeenNanos = nowNanos - Math.max(0, ageNanos);
    } else {
      firstSeenNanos -= Math.max(0, lastNanos - nowNanos);
    }
    lastNanos = nowNanos;
    return lingerNanos - (nowNanos - firstSeenNanos);
  }
}
