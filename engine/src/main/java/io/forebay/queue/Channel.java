package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.ring.RunStatus;
import io.forebay.tensor.Element;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The lock-free half of a queue that producers and closers use: where rows are claimed, published
/// and given up.
interface Channel {
  /// Claims `least` to `most` rows into the claim; `inLine`: by the head of the producers' line.
  /// What the rows need besides a position is acquired before.
  RunStatus tryClaim(Claim claim, int least, int most, boolean inLine);

  /// True if a claim of that many rows is worth trying: what a caller looks at that spins.
  boolean mayHaveRoom(int rows);

  /// The last position that the claim, asking for `rows`, lacks and has to wait for, or -1 if it
  /// need not wait.
  long missingRoom(Claim claim, int rows);

  /// True if that position is still missing.
  boolean isMissing(Claim claim, long position);

  /// How far claims have come; it moves when somebody claims.
  long claimed();

  /// Makes `count` rows of the claim readable, from its row `from` on.
  void publish(Claim claim, int from, int count);

  /// Gives up `count` rows of the claim, from its row `from` on: they will not be written.
  void giveUp(Claim claim, int from, int count);

  /// The `rows` rows of the claim to come will be written in place.
  ///
  /// @throws InvalidArgumentException if they can never be paid for, as for the next ones
  default void expectInPlace(Claim claim, int rows) {}

  /// The row of the claim to come will be this element.
  default void expectElement(Claim claim, Tensor[] components) {}

  /// The row of the claim to come will be this element, where it lies.
  default void expectBorrowed(Claim claim, Tensor[] components, Runnable released) {}

  /// The rows of the claim to come will be those of stacked tensors, from row `from` on.
  default void expectRows(Claim claim, Tensor[] stacked, long from) {}

  /// Refuses stacked tensors of which a row can never be paid for.
  default void requireAffordable(Claim claim, Tensor[] stacked, long rows) {}

  /// Moves the element to row `row` of the claim.
  void move(Element element, Claim claim, int row);

  /// True if the rows of the claim lie one behind the other.
  default boolean isContiguous(Claim claim) {
    return false;
  }

  /// Moves a tensor of that shape to the component of all rows of the claim, which is contiguous.
  default void moveRun(Tensor stacked, int component, Claim claim, Shape shape) {
    throw new UnsupportedOperationException("rows lie apart");
  }

  /// Copies an element, or rows of stacked tensors from row `from` on, into all rows of the claim;
  /// those that were expected.
  void copyIn(Claim claim, Tensor[] tensors, long from);

  /// How many row numbers a claim of `rows` rows keeps.
  int numbersFor(int rows);

  /// What a claim of `rows` rows keeps for rows that are payloads, if they are.
  default @Nullable ClaimedPayloads payloadsFor(int rows) {
    return null;
  }

  /// The largest claim, all or nothing, that never waits for ever.
  int largestClaim();

  /// The most rows that an enqueueMany can put in at once.
  default int largestPiece() {
    return largestClaim();
  }

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

  /// Bytes of payloads that are stored, leased or being written.
  default long bytes() {
    return 0;
  }
}
