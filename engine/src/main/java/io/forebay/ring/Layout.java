package io.forebay.ring;

/// Where things lie in a control block. Words that different threads write are two cache lines
/// apart (adjacent-line prefetch pulls them in pairs); turn words and cells are dense.
///
/// ```
/// 0          128        256         384         ...  n * 128
/// +----------+----------+-----------+-----------+----+------------------------------+
/// | a word   | a word   | a word    | a word    | .. | turn words or cells, 8 bytes |
/// +----------+----------+-----------+-----------+----+------------------------------+
/// ```
public final class Layout {
  /// Bytes between words that different threads write.
  public static final long LINES = 128;

  /// Bytes of a word.
  public static final long WORD = Long.BYTES;

  private long next;

  /// An empty block.
  public Layout() {}

  /// Room for one word on lines of its own; its offset.
  public long word() {
    long at = next;
    next += LINES;
    return at;
  }

  /// Room for `count` dense words; the offset of the first.
  public long dense(long count) {
    long at = next;
    next += Math.ceilDiv(count * WORD, LINES) * LINES;
    return at;
  }

  /// Bytes of the block so far.
  public long bytes() {
    return next;
  }
}
