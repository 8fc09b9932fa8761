package io.forebay.tensor;

import java.util.Arrays;

/// The dimensions of a tensor, outermost first; a dimension may be unknown. Immutable.
public final class Shape {
  /// Stands for a dimension whose size is not known.
  public static final long UNKNOWN = -1;

  private static final Shape SCALAR = new Shape(new long[0]);

  private final long[] dims;
  private final long elements;

  private Shape(long[] dims) {
    this.dims = dims;
    this.elements = product(dims);
  }

  /// The shape of a single value: rank 0.
  public static Shape scalar() {
    return SCALAR;
  }

  /// The shape with these dimensions, each at least 0 or [#UNKNOWN].
  ///
  /// @throws IllegalArgumentException if a dimension is below -1 or the number of values exceeds
  ///   2^63 - 1
  public static Shape of(long... dims) {
    for (long dim : dims) {
      if (dim < UNKNOWN) {
        throw new IllegalArgumentException(
            "dimension: " + dim + " (expected: at least 0, or -1 for unknown)");
      }
    }
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /// Number of dimensions.
  public int rank() {
    return dims.length;
  }

  /// Dimension `axis`, or [#UNKNOWN].
  public long dim(int axis) {
    return dims[axis];
  }

  /// True if no dimension is unknown.
  public boolean isFullyDefined() {
    return elements != UNKNOWN;
  }

  /// Number of values, 1 for a scalar; [#UNKNOWN] if a dimension is.
  public long elementCount() {
    return elements;
  }

  /// This shape with one more dimension in front: `[n] + shape`.
  public Shape prepend(long n) {
    long[] longer = new long[dims.length + 1];
    longer[0] = n;
    System.arraycopy(dims, 0, longer, 1, dims.length);
    return of(longer);
  }

  /// This shape without its first dimension.
  ///
  /// @throws IllegalStateException if this is a scalar
  public Shape dropFirst() {
    if (dims.length == 0) {
      throw new IllegalStateException("shape: [] (expected: rank at least 1)");
    }
    return of(Arrays.copyOfRange(dims, 1, dims.length));
  }

  /// The dimensions, outermost first; a copy.
  public long[] toArray() {
    return dims.clone();
  }

  private static long product(long[] dims) {
    long product = 1;
    boolean unknown = false;
    boolean empty = false;
    for (long dim : dims) {
      unknown |= dim == UNKNOWN;
      empty |= dim == 0;
    }
    for (long dim : dims) {
      product = empty || dim == UNKNOWN ? product : multiply(product, dim, dims);
    }
    return unknown ? UNKNOWN : empty ? 0 : product;
  }

  private static long multiply(long product, long dim, long[] dims) {
    try {
      return Math.multiplyExact(product, dim);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "shape: " + Arrays.toString(dims) + " (expected: at most 2^63 - 1 values)", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /// As TensorFlow prints it, an unknown dimension as `?`: `[3,?]`, `[]`.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < dims.length; i++) {
      text.append(i == 0 ? "" : ",").append(dims[i] == UNKNOWN ? "?" : Long.toString(dims[i]));
    }
    return text.append(']').toString();
  }
}
