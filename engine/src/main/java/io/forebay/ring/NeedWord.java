package io.forebay.ring;

/// The one position that the head of a line waits for, or nothing.
///
/// Written by the head of that line only, read by whoever settles or releases positions. The
/// sleeper announces (volatile), looks again, parks; the other side publishes, fences, looks here:
/// one of the two sees the other.
public final class NeedWord {
  private static final long NOTHING = -1;

  private final Words words;
  private final long at;

  /// The need word in that word of the block; announces nothing.
  public NeedWord(Words words, long at) {
    this.words = words;
    this.at = at;
    withdraw();
  }

  /// Announces the position, then fences, so that every later look of the caller is behind it.
  /// Pairs with [#isWithin] after the fence of the other side.
  public void announce(long position) {
    words.setVolatile(at, position);
    words.fullFence();
  }

  /// Announces nothing.
  public void withdraw() {
    if (words.acquire(at) != NOTHING) {
      words.setVolatile(at, NOTHING);
    }
  }

  /// True if a position is announced.
  public boolean isAnnounced() {
    return words.getVolatile(at) != NOTHING;
  }

  /// True if the announced position is one of `count` from `first` on. The caller has just fenced;
  /// pairs with [#announce].
  public boolean isWithin(long first, long count) {
    long position = words.acquire(at);
    return position >= first && position < first + count;
  }
}
