package io.forebay.tensor.memory;

/// Rounding of sizes and offsets, in bytes.
public final class Alignment {
  private Alignment() {}

  /// The smallest multiple of `unit` that is at least `value`.
  ///
  /// @throws ArithmeticException if that is more than 2^63 - 1
  public static long roundUp(long value, long unit) {
    return Math.multiplyExact(Math.ceilDiv(value, unit), unit);
  }
}
