package io.forebay.ring;

/// How far one side has come: every position below has something done to it, for ever. Two words:
/// one that this side moves on, and what the other side last saw of it.
///
/// Such a fact is never wrong, only old, so both words may be stored over a larger value.
final class Progress {
  private final Words words;
  private final long to;
  private final long known;

  /// Both words are 0. `known` lies in a cache line that the other side writes anyway.
  Progress(Words words, long to, long known) {
    this.words = words;
    this.to = to;
    this.known = known;
  }

  /// The positions from `first` to `end` are done; the caller did them. Moves on if all before are
  /// known to be done, too. Pairs with [#reaches]: what was done to all of them before.
  void advance(long first, long end) {
    if (words.acquire(to) == first) {
      words.release(to, end);
    }
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
    if (end > words.acquire(to)) {
      words.release(to, end);
    }
    if (end > words.acquire(known)) {
      words.release(known, end);
    }
  }
}
