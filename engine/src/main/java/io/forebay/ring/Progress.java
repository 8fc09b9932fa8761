package io.forebay.ring;

/// How far one side has come: every position below has something done to it, for ever. Two words:
/// one that this side moves on, and what the other side last saw of it.
///
/// A third word, beside the first, says how far some are done beyond it, out of order.
///
/// All such facts are never wrong, only old: what the other side knows may be stored over more.
final class Progress {
  private final Words words;
  private final long to;
  private final long beyond;
  private final long known;
  private final boolean byOneThread;

  /// All words are 0. `known` lies in a cache line that the other side writes anyway.
  /// `byOneThread`: one thread at a time does things on this side, in order.
  Progress(Words words, long to, long known, boolean byOneThread) {
    this.words = words;
    this.to = to;
    this.beyond = to + Layout.WORD;
    this.known = known;
    this.byOneThread = byOneThread;
  }

  /// The positions from `first` to `end` are done; the caller did them. Moves on if all before are
  /// known to be done, too. Pairs with [#reaches]: what was done to all of them before.
  void advance(long first, long end) {
    if (words.acquire(to) != first || !store(first, end)) {
      raise(beyond, end);
    }
  }

  /// Nothing will be done at some positions below `end`, so this side does not move on over them:
  /// the other side must look past them. Pairs with [#isBeyond].
  void leapOver(long end) {
    raise(beyond, end);
  }

  /// True if something may be done that [#reaches] does not tell, as it was done out of order.
  /// Pairs with [#advance].
  boolean isBeyond() {
    return words.acquire(beyond) > words.acquire(to);
  }

  /// True if the other side knows already that every position below `end` is done. Pairs with
  /// [#reaches] and [#found] of whoever learned it.
  boolean isKnownTo(long end) {
    return words.acquire(known) >= end;
  }

  /// Looks anew; true if every position below `end` is done. Pairs with [#advance].
  boolean reaches(long end) {
    long position = words.acquire(to);
    if (position > words.acquire(known)) {
      words.release(known, position);
    }
    return position >= end;
  }

  /// Below what every position is known to be done.
  long known() {
    return words.acquire(known);
  }

  /// The caller, of the other side, has read that every position below `end` is done.
  void found(long end) {
    raise(to, end);
    if (end > words.acquire(known)) {
      words.release(known, end);
    }
  }

  /// One thread needs no atomic instruction: others, by [#found], can store the same `end` only.
  private boolean store(long first, long end) {
    if (byOneThread) {
      words.release(to, end);
      return true;
    }
    return words.compareAndSet(to, first, end);
  }

  private void raise(long at, long end) {
    long value = words.acquire(at);
    while (value < end && !words.compareAndSet(at, value, end)) {
      value = words.acquire(at);
    }
  }
}
