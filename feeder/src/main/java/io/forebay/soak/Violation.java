package io.forebay.soak;

/// Something that must not happen.
///
/// @param what which promise was broken
/// @param seed of the round in which it was
/// @param detail what was seen
public record Violation(What what, long seed, String detail) {
  /// The promises.
  public enum What {
    /// An element that was enqueued did not come out.
    LOST,
    /// An element came out twice.
    TWICE,
    /// An element came out that nobody enqueued.
    UNKNOWN,
    /// An element's content is not what its producer wrote.
    TORN,
    /// Elements came out in another order than the kind of queue promises.
    ORDER,
    /// More elements were stored than fit.
    CAPACITY,
    /// A thread did not end.
    HANG,
    /// An operation failed in a way that it should not.
    FAILED,
    /// Something was still in use at the end of a round.
    LEFT,
    /// Memory grew.
    MEMORY,
    /// Threads were left behind.
    THREADS,
    /// Threads allocated in the steady state.
    GARBAGE
  }

  @Override
  public String toString() {
    return what + ": " + detail + " (seed " + seed + ")";
  }
}
