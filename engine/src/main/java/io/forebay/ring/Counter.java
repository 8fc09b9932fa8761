package io.forebay.ring;

/// A shared number that several threads add to, off the fast path.
public final class Counter {
  private final Words words;
  private final long at;

  /// The counter in that word of the block, from 0.
  public Counter(Words words, long at) {
    this.words = words;
    this.at = at;
  }

  /// Adds; atomic. Pairs with [#value].
  public void add(long delta) {
    words.getAndAdd(at, delta);
  }

  /// Adds, and tells the number before; atomic. Pairs with [#value].
  public long getAndAdd(long delta) {
    return words.getAndAdd(at, delta);
  }

  /// The number. Pairs with [#add].
  public long value() {
    return words.getVolatile(at);
  }
}
