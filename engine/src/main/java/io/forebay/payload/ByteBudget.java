package io.forebay.payload;

import io.forebay.ring.Words;

/// How many bytes of payloads a queue may hold, and how many it does. Thread-safe, lock-free.
public final class ByteBudget {
  /// Stands for no limit.
  public static final long UNLIMITED = Long.MAX_VALUE;

  private final Words words;
  private final long at;
  private final long limit;

  /// A budget of `limit` bytes, its word at `at`.
  public ByteBudget(Words words, long at, long limit) {
    this.words = words;
    this.at = at;
    this.limit = limit;
  }

  /// The most bytes.
  public long limit() {
    return limit;
  }

  /// Bytes in use. Above the limit only after a failed request gave elements back.
  public long used() {
    return words.getVolatile(at);
  }

  /// Takes `bytes` bytes, if so many are left. Pairs with [#release].
  public boolean tryReserve(long bytes) {
    while (true) {
      long used = words.getVolatile(at);
      if (bytes > 0 && bytes > limit - used) {
        return false;
      }
      if (words.compareAndSet(at, used, used + bytes)) {
        return true;
      }
    }
  }

  /// True if `bytes` bytes are left. Volatile: for looking again before parking.
  public boolean has(long bytes) {
    return bytes <= 0 || bytes <= limit - used();
  }

  /// Takes `bytes` bytes, also beyond the limit.
  public void reserve(long bytes) {
    words.getAndAdd(at, bytes);
  }

  /// Gives `bytes` bytes back. Pairs with [#tryReserve].
  public void release(long bytes) {
    words.getAndAdd(at, -bytes);
  }
}
