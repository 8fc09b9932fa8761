package io.forebay.tensor;

import java.util.Objects;

/// What a tensor must be: its dtype, its shape, and its name within an element ("" if it has none).
///
/// @param dtype type of its values
/// @param shape its dimensions
/// @param name name within an element, "" if it has none
public record TensorSpec(DType dtype, Shape shape, String name) {
  /// Checks that nothing is missing.
  public TensorSpec {
    Objects.requireNonNull(dtype, "dtype");
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(name, "name");
  }

  /// A spec without a name.
  public static TensorSpec of(DType dtype, long... dims) {
    return new TensorSpec(dtype, Shape.of(dims), "");
  }

  /// A spec with a name.
  public static TensorSpec named(String name, DType dtype, long... dims) {
    return new TensorSpec(dtype, Shape.of(dims), name);
  }

  /// True if every such tensor has the same number of bytes: its dtype is of fixed size and its
  /// shape fully defined.
  public boolean isFixedSize() {
    return dtype.isFixedSize() && shape.isFullyDefined();
  }

  /// Bytes of such a tensor.
  ///
  /// @throws IllegalStateException if that is not fixed, see [#isFixedSize]
  /// @throws ArithmeticException if that is more than 2^63 - 1
  public long byteSize() {
    if (!dtype.isFixedSize()) {
      throw new IllegalStateException("component " + this + " (expected: a dtype of fixed size)");
    }
    if (!shape.isFullyDefined()) {
      throw new IllegalStateException("shape: " + shape + " (expected: fully defined)");
    }
    return Math.multiplyExact(shape.elementCount(), dtype.bytes());
  }

  /// The spec of `n` such tensors stacked along a new first dimension.
  public TensorSpec stacked(long n) {
    return new TensorSpec(dtype, shape.prepend(n), name);
  }

  /// `name:dtype[dims]`, without the colon if there is no name.
  @Override
  public String toString() {
    return (name.isEmpty() ? "" : name + ":") + dtype + shape;
  }
}
