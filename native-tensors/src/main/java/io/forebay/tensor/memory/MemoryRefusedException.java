package io.forebay.tensor.memory;

/// Memory cannot be had: it is more than the machine or a limit of the JVM allows, or the system
/// refused it. Thrown when a store is made, and in the same words later, for memory that a store
/// takes on first use.
public class MemoryRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Bytes asked.
  private final long askedBytes;

  /// Bytes that there are at most.
  private final long availableBytes;

  MemoryRefusedException(long askedBytes, long availableBytes, String limit) {
    super(
        "memory: "
            + askedBytes
            + " bytes (expected: at most "
            + availableBytes
            + ", "
            + limit
            + ")");
    this.askedBytes = askedBytes;
    this.availableBytes = availableBytes;
  }

  /// The same refusal, told by somebody who has more to say about it.
  ///
  /// @param refused what is told, the cause from now on
  /// @param more the rest of the message
  protected MemoryRefusedException(MemoryRefusedException refused, String more) {
    super(refused.getMessage() + more, refused);
    this.askedBytes = refused.askedBytes;
    this.availableBytes = refused.availableBytes;
  }

  /// Bytes asked, 2^63 - 1 if it is that many or more.
  public final long askedBytes() {
    return askedBytes;
  }

  /// Bytes that the limit named in the message allows, in all.
  public final long availableBytes() {
    return availableBytes;
  }
}
