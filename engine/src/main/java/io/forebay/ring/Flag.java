package io.forebay.ring;

/// A shared yes or no, in one total order with need words and fences.
public final class Flag {
  private final Words words;
  private final long at;

  /// The flag in that word of the block; it is down.
  public Flag(Words words, long at) {
    this.words = words;
    this.at = at;
  }

  /// Sets it. Pairs with [#isUp].
  public void set(boolean up) {
    words.setVolatile(at, up ? 1 : 0);
  }

  /// True if it is up. Pairs with [#set].
  public boolean isUp() {
    return words.getVolatile(at) != 0;
  }
}
