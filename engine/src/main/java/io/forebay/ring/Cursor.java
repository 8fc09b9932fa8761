package io.forebay.ring;

/// A position that only grows, with two flags in its low bits, so that a side is gated or closed at
/// one instant, also against a caller that has already looked: every advance is a compare-and-set
/// of the whole word.
///
/// ```
/// 63                                        2        1        0
/// +-----------------------------------------+--------+--------+
/// | position                                | closed | gate   |
/// +-----------------------------------------+--------+--------+
/// ```
public final class Cursor {
  private static final int FLAG_BITS = 2;
  private static final long GATE = 1;
  private static final long CLOSED = 2;

  private final Words words;
  private final long at;

  /// The cursor in that word of the block.
  public Cursor(Words words, long at) {
    this.words = words;
    this.at = at;
  }

  /// The word. Pairs with the compare-and-set in [#advance] of whoever moved it.
  public long acquire() {
    return words.acquire(at);
  }

  /// The position alone. Volatile: who decides about an end reads it after the close flags.
  public long position() {
    return position(words.getVolatile(at));
  }

  /// Moves on by `rows`, if the word is still `expected`. Its success is the linearization point of
  /// a claim or a take.
  public boolean advance(long expected, long rows) {
    return words.compareAndSet(at, expected, expected + (rows << FLAG_BITS));
  }

  /// As [#advance(long, long)]; then the run is the positions passed.
  public boolean advance(long expected, int rows, Run run) {
    if (!advance(expected, rows)) {
      return false;
    }
    run.set(position(expected), rows, rows);
    return true;
  }

  /// Shuts or opens the gate; a shut one sends newcomers to the line. Called under the line's lock
  /// only.
  public void gate(boolean shut) {
    setFlag(GATE, shut);
  }

  /// Freezes the position for ever: no advance succeeds that did not expect the flag.
  ///
  /// @return false if it was closed already
  public boolean close() {
    return setFlag(CLOSED, true);
  }

  /// True from [#close] on. Volatile: part of "announce, look again, park".
  public boolean isClosed() {
    return isClosed(words.getVolatile(at));
  }

  /// The position of a word that was read.
  public static long position(long word) {
    return word >>> FLAG_BITS;
  }

  /// True if the word says closed.
  public static boolean isClosed(long word) {
    return (word & CLOSED) != 0;
  }

  /// True if the word says that newcomers must join the line.
  public static boolean isGated(long word) {
    return (word & GATE) != 0;
  }

  private boolean setFlag(long flag, boolean set) {
    while (true) {
      long word = words.getVolatile(at);
      long next = set ? word | flag : word & ~flag;
      if (next == word) {
        return false;
      }
      if (words.compareAndSet(at, word, next)) {
        return true;
      }
    }
  }
}
