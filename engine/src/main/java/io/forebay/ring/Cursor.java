package io.forebay.ring;

/// A position that only grows, with three flags in its low bits, so that a side is gated or closed
/// at one instant, also against a caller that has already looked: every advance is a
/// compare-and-set of the whole word.
///
/// The gate sends newcomers to the line. The narrow gate sends only those there that ask for fewer
/// rows than somebody who waits, since they would take what he waits for bit by bit; how many that
/// are lies in another word.
///
/// A cursor that only one thread at a time advances ([#ofOneThread]) keeps its flags in a word of
/// their own, and is advanced by a release store: an atomic instruction would wait until all rows
/// written before have reached the cache. It is closed by that thread, or by others at no exact
/// instant.
///
/// ```
/// 63                               3        2        1        0
/// +--------------------------------+--------+--------+--------+
/// | position                       | narrow | closed | gate   |
/// +--------------------------------+--------+--------+--------+
/// ```
public final class Cursor {
  private static final int FLAG_BITS = 3;
  private static final long GATE = 1;
  private static final long CLOSED = 2;
  private static final long NARROW = 4;

  /// Where the rows of the narrow gate lie: in the second half of the flags' lines.
  private static final long ROWS = Layout.LINES / 2;

  private final Words words;
  private final long at;
  private final long flagsAt;
  private final boolean apart;

  private Cursor(Words words, long at, long flagsAt) {
    this.words = words;
    this.at = at;
    this.flagsAt = flagsAt;
    this.apart = flagsAt != at;
  }

  /// The cursor in that word of the block, for any number of threads.
  public Cursor(Words words, long at) {
    this(words, at, at);
  }

  /// The cursor in that word of the block, which one thread at a time advances; its flags in
  /// another word.
  public static Cursor ofOneThread(Words words, long at, long flagsAt) {
    return new Cursor(words, at, flagsAt);
  }

  /// Position and flags. Pairs with [#advance] of whoever moved it.
  public long acquire() {
    return apart ? words.acquire(at) | words.acquire(flagsAt) : words.acquire(at);
  }

  /// The position alone. Volatile: who decides about an end reads it after the close flags.
  public long position() {
    return position(words.getVolatile(at));
  }

  /// Moves on by `rows`, if the word is still `expected`. Its success is the linearization point of
  /// a claim or a take.
  public boolean advance(long expected, long rows) {
    if (apart) {
      words.release(at, position(expected) + rows << FLAG_BITS);
      return true;
    }
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

  /// Shuts or opens the gate, and the narrow one for newcomers that ask for fewer than `rows` rows
  /// (0 opens it). Called under the line's lock only. The rows before the flag: pairs with
  /// [#isGated(long, int)], which reads the flag first.
  public void gate(boolean shut, int rows) {
    words.release(flagsAt + ROWS, rows);
    setFlag(GATE, shut);
    setFlag(NARROW, rows > 0);
  }

  /// Freezes the position for ever: no advance succeeds that did not expect the flag.
  ///
  /// @return false if it was closed already
  public boolean close() {
    return setFlag(CLOSED, true);
  }

  /// True from [#close] on. Volatile: part of "announce, look again, park".
  public boolean isClosed() {
    return isClosed(words.getVolatile(flagsAt));
  }

  /// The position of a word that was read.
  public static long position(long word) {
    return word >>> FLAG_BITS;
  }

  /// True if the word says closed.
  public static boolean isClosed(long word) {
    return (word & CLOSED) != 0;
  }

  /// True if the word says that a newcomer that asks for `rows` rows must join the line. How many
  /// rows pass the narrow gate may be a little older than the word: a newcomer of the same instant
  /// as a larger request.
  public boolean isGated(long word, int rows) {
    return (word & (GATE | NARROW)) != 0
        && ((word & GATE) != 0 || rows < words.acquire(flagsAt + ROWS));
  }

  private boolean setFlag(long flag, boolean set) {
    while (true) {
      long word = words.getVolatile(flagsAt);
      long next = set ? word | flag : word & ~flag;
      if (next == word) {
        return false;
      }
      if (words.compareAndSet(flagsAt, word, next)) {
        return true;
      }
    }
  }
}
