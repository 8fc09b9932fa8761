package io.forebay.differential;

/// What Forebay's head of the dequeue line really holds, and which rows take no room, as far as the
/// size tells ([Deviation#HOLDS_NOTHING_WHILE_IT_WAITS], [Deviation#GIVEN_BACK_TAKES_NO_ROOM]).
///
/// Rows that were given back lie outside the slots. A FIFO queue reads them first; of a shuffle
/// queue it is not known which they are, so there is a least and a most.
final class Aside {
  private final boolean ordered;
  private final boolean inBytes; // then given back rows do take room
  private int held;
  private int least;
  private int most;
  private boolean mayMove; // until the next observation

  Aside(Setting setting) {
    this.ordered = setting.kind() != Kind.SHUFFLE;
    this.inBytes = setting.inBytes();
  }

  void copyFrom(Aside other) {
    held = other.held;
    least = other.least;
    most = other.most;
    mayMove = other.mayMove;
  }

  /// Rows that were given back and are stored: at least.
  int least() {
    return least;
  }

  /// At most.
  int most() {
    return most;
  }

  /// A producer waits for room, or did while the lines were served.
  void mayMove() {
    mayMove = true;
  }

  /// A row comes while the head is short: if there may be no slot for it, its producer waits.
  void arrives(int inside, int capacity) {
    mayMove |= capacity > 0 && inside - held - (inBytes ? 0 : least) >= capacity;
  }

  /// The head got its `count` rows, and leaves `stored` behind.
  void delivered(int count, int stored) {
    taken(count - Math.min(held, count), stored);
    held = 0;
  }

  /// The head failed, and what it held is stored again; the model's held `wouldHold`.
  void givenBack(int wouldHold) {
    least += held;
    most += mayMove ? wouldHold : held;
    held = 0;
  }

  /// A producer was served although the slots may have been full: there were that many.
  void atLeast(int count) {
    least = Math.max(least, count);
  }

  /// A producer waits although there may have been a slot: there were no more.
  void atMost(int count) {
    most = Math.min(most, count);
  }

  /// The queue tells its size. `inside`: rows in it, of which the model's head holds `wouldHold`.
  ///
  /// @throws Disagreement if it holds more than it may, or its slots more than fit
  void observe(long size, int inside, int wouldHold, int capacity) {
    boolean frontMayBeHeld = ordered && wouldHold > 0;
    long holds = inside - size;
    long highest = mayMove ? wouldHold : held + (frontMayBeHeld ? most : 0);
    if (holds < held || holds > highest) {
      throw new Disagreement(
          "size %d, inside are %d, so %d are held (expected: %d to %d)"
              .formatted(size, inside, holds, held, highest));
    }
    taken((int) (holds - held), (int) size);
    held = (int) holds;
    mayMove = false;
    if (capacity >= 0 && size - most > capacity) {
      throw new Disagreement("size " + size + ", given back " + most + ", capacity " + capacity);
    }
  }

  private void taken(int count, int stored) {
    least = Math.max(0, least - count);
    most = Math.min(ordered ? Math.max(0, most - count) : most, stored);
  }
}
