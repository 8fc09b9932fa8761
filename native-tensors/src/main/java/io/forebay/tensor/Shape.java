package io.forebay.tensor;

import java.util.Arrays;
import java.util.List;

/// The dimensions of a tensor, outermost first. A dimension may be unknown, and so may be their
/// number, the rank. Immutable.
public final class Shape {
  /// Stands for a dimension whose size is not known.
  public static final long UNKNOWN = -1;

  private static final Shape SCALAR = new Shape(new long[0], 1);
  private static final Shape UNKNOWN_RANK = new Shape(new long[0], UNKNOWN);

  private final long[] dims;
  private final long elements;

  private Shape(long[] dims, long elements) {
    this.dims = dims;
    this.elements = elements;
  }

  /// The shape of a single value: rank 0.
  public static Shape scalar() {
    return SCALAR;
  }

  /// The shape of which nothing is known, not even its rank.
  public static Shape unknownRank() {
    return UNKNOWN_RANK;
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
    return dims.length == 0 ? SCALAR : new Shape(dims.clone(), product(dims));
  }

  /// What is known of a tensor that has one of these shapes: if their ranks differ or one is
  /// unknown, nothing; otherwise the dimensions in which all agree.
  ///
  /// @throws IllegalArgumentException if there are no shapes
  public static Shape common(List<Shape> shapes) {
    if (shapes.isEmpty()) {
      throw new IllegalArgumentException("shapes: 0 (expected: at least 1)");
    }
    Shape common = shapes.getFirst();
    for (Shape shape : shapes) {
      common = common.commonWith(shape);
    }
    return common;
  }

  private Shape commonWith(Shape other) {
    if (!isRankKnown() || !other.isRankKnown() || dims.length != other.dims.length) {
      return UNKNOWN_RANK;
    }
    long[] agreed = dims.clone();
    for (int i = 0; i < agreed.length; i++) {
      agreed[i] = dims[i] == other.dims[i] ? dims[i] : UNKNOWN;
    }
    return of(agreed);
  }

  /// True if the number of dimensions is known.
  public boolean isRankKnown() {
    return this != UNKNOWN_RANK;
  }

  /// Number of dimensions.
  ///
  /// @throws IllegalStateException if it is unknown
  public int rank() {
    return known().length;
  }

  /// Dimension `axis`, or [#UNKNOWN].
  ///
  /// @throws IllegalStateException if the rank is unknown
  /// @throws IndexOutOfBoundsException if there is no such dimension
  public long dim(int axis) {
    return known()[axis];
  }

  /// True if a tensor could have both shapes: their ranks are equal, and so is each dimension, or
  /// it is unknown on either side. An unknown rank is compatible with every shape.
  public boolean isCompatibleWith(Shape other) {
    if (!isRankKnown() || !other.isRankKnown()) {
      return true;
    }
    if (dims.length != other.dims.length) {
      return false;
    }
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] != other.dims[i] && dims[i] != UNKNOWN && other.dims[i] != UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  /// True if the rank is known and no dimension is unknown.
  public boolean isFullyDefined() {
    return elements != UNKNOWN;
  }

  /// Number of values, 1 for a scalar; [#UNKNOWN] if a dimension or the rank is.
  public long elementCount() {
    return elements;
  }

  /// Number of values of one row, of a fully defined shape whose first dimension is above 0.
  long rowElementCount() {
    return elements / dims[0];
  }

  /// This shape with one more dimension in front: `[n] + shape`; of unknown rank if this is.
  public Shape prepend(long n) {
    if (!isRankKnown()) {
      return this;
    }
    long[] longer = new long[dims.length + 1];
    longer[0] = n;
    System.arraycopy(dims, 0, longer, 1, dims.length);
    return of(longer);
  }

  /// This shape without its first dimension; of unknown rank if this is.
  ///
  /// @throws IllegalStateException if this is a scalar
  public Shape dropFirst() {
    if (!isRankKnown()) {
      return this;
    }
    if (dims.length == 0) {
      throw new IllegalStateException("shape: [] (expected: rank at least 1)");
    }
    return of(Arrays.copyOfRange(dims, 1, dims.length));
  }

  /// The dimensions, outermost first; a copy.
  ///
  /// @throws IllegalStateException if the rank is unknown
  public long[] toArray() {
    return known().clone();
  }

  private long[] known() {
    if (!isRankKnown()) {
      throw new IllegalStateException("shape: " + this + " (expected: known rank)");
    }
    return dims;
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
    return other instanceof Shape shape
        && elements == shape.elements
        && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(dims) + Long.hashCode(elements);
  }

  /// As TensorFlow prints it, an unknown dimension as `?`: `[3,?]`, `[]`; `<unknown>` if the rank
  /// is unknown.
  @Override
  public String toString() {
    if (!isRankKnown()) {
      return "<unknown>";
    }
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < dims.length; i++) {
      text.append(i == 0 ? "" : ",").append(dims[i] == UNKNOWN ? "?" : Long.toString(dims[i]));
    }
    return text.append(']').toString();
  }
}
