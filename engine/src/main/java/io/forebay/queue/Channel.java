package io.forebay.queue;

import io.forebay.ring.RunStatus;

/// The lock-free half of a queue that producers and closers use: where rows are claimed, published
/// and given up.
interface Channel {
  /// Claims `least` to `most` rows into the claim; `inLine`: by the head of the producers' line.
  RunStatus tryClaim(Claim claim, int least, int most, boolean inLine);

  /// The last position that a claim of `rows` lacks and has to wait for, or -1 if it need not wait.
  long missingRoom(int rows);

  /// True if that position is still missing.
  boolean isMissing(long position);

  /// How far claims have come; it moves when somebody claims.
  long claimed();

  /// Makes `count` rows of the claim readable, from its row `from` on.
  void publish(Claim claim, int from, int count);

  /// Gives up `count` rows of the claim, from its row `from` on: they will not be written.
  void giveUp(Claim claim, int from, int count);

  /// Where row `row` of the claim lies: the position or row number of its slot.
  long slot(Claim claim, int row);

  /// True if the slots of a claim follow one another.
  boolean claimsAreRuns();

  /// How many row numbers a claim of `rows` rows keeps.
  int numbersFor(int rows);

  /// The largest claim that never waits for ever.
  int largestClaim();

  /// Closes it to claims.
  ///
  /// @return false if it was closed already
  boolean close();

  /// True if it is closed to claims.
  boolean isClosed();

  /// True while a claim made before is neither published nor given up. Exact once closed.
  boolean hasClaimsInFlight();

  /// Rows stored, those being written included.
  long size();

  /// Rows that went in.
  long enqueued();

  /// Rows that came out.
  long dequeued();

  /// Rows that somebody holds: claimed and not published, or taken and not released.
  long outstanding();
}
