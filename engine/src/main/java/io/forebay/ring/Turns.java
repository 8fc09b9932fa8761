package io.forebay.ring;

/// The turn words of one direction: one a slot, slot = position mod slots.
final class Turns {
  private final Words words;
  private final long at;
  private final long slots;

  Turns(Words words, long at, long slots) {
    this.words = words;
    this.at = at;
    this.slots = slots;
  }

  /// The turn of the position's slot. Pairs with [#release]: the rows written, or read, before it.
  long acquire(long position) {
    return words.acquire(wordOf(position));
  }

  /// As [#acquire], and in the total order of need words and flags: for looking again before
  /// parking.
  long getVolatile(long position) {
    return words.getVolatile(wordOf(position));
  }

  /// Sets the turn of one position. Pairs with [#acquire] of whoever reads or writes the row next.
  void release(long position, long turn) {
    words.release(wordOf(position), turn);
  }

  /// Sets the turns of `count` positions from `first` on to `turn`, `turn + 1` and so on. Pairs
  /// with [#count].
  void release(long first, int count, long turn) {
    int inLap = inLap(first, count);
    words.releaseRun(wordOf(first), inLap, turn);
    if (inLap < count) {
      words.releaseRun(at, count - inLap, turn + inLap);
    }
  }

  /// How many positions from `first` on, at most `most`, have the turns `turn`, `turn + 1` and so
  /// on: acquires those. Pairs with [#release].
  int count(long first, int most, long turn) {
    int inLap = inLap(first, most);
    int count = words.acquireRun(wordOf(first), inLap, turn);
    if (count < inLap || inLap == most) {
      return count;
    }
    int rest = (int) Math.min(most - inLap, slots - inLap);
    return count + words.acquireRun(at, rest, turn + inLap);
  }

  private int inLap(long first, int count) {
    return (int) Math.min(count, slots - (first & (slots - 1)));
  }

  private long wordOf(long position) {
    return at + (position & (slots - 1)) * Layout.WORD;
  }
}
