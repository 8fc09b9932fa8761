package io.forebay.records;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import org.jspecify.annotations.Nullable;

/// A feature of a `tf.Example` and what it becomes: a tensor of this dtype and shape. Integer
/// dtypes and bool take int64 lists, floating-point dtypes take float lists.
///
/// @param name the feature's name, not empty
/// @param dtype an integer, bool or floating-point dtype
/// @param shape fully defined; the list has as many values
/// @param defaultValue every value of the tensor where a record lacks the feature, a Long or a
///   Double; null: that is an error
public record FeatureSpec(String name, DType dtype, Shape shape, @Nullable Number defaultValue) {
  /// Checks them; the default becomes a Long or a Double.
  ///
  /// @throws IllegalArgumentException if one is not as described
  public FeatureSpec {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("feature name: empty (expected: a name)");
    }
    if (!Values.isInteger(dtype) && !Values.isFloat(dtype)) {
      throw new IllegalArgumentException(
          name + ": dtype: " + dtype + " (expected: one of " + Values.known() + ")");
    }
    if (!shape.isFullyDefined()) {
      throw new IllegalArgumentException(name + ": shape: " + shape + " (expected: fully defined)");
    }
    try {
      Math.multiplyExact(shape.elementCount(), dtype.bytes());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          name + ": shape: " + shape + " (expected: at most 2^63 - 1 bytes)", e);
    }
    if (defaultValue != null) {
      defaultValue = normalised(name, dtype, defaultValue);
    }
  }

  private static Number normalised(String name, DType dtype, Number value) {
    if (Values.isFloat(dtype)) {
      return value.doubleValue();
    }
    long whole = value.longValue();
    boolean exact = value instanceof Long || value.doubleValue() == whole;
    if (!exact || whole < Values.smallest(dtype) || whole > Values.largest(dtype)) {
      throw new IllegalArgumentException(
          name + ": default: " + value + " (expected: " + Values.range(dtype) + ")");
    }
    return whole;
  }

  /// A feature that every record must have.
  public static FeatureSpec of(String name, DType dtype, long... dims) {
    return new FeatureSpec(name, dtype, Shape.of(dims), null);
  }

  /// The same feature, with a default.
  public FeatureSpec withDefault(Number value) {
    return new FeatureSpec(name, dtype, shape, value);
  }

  /// Reads `NAME:DTYPE[DIMS]` or `NAME:DTYPE[DIMS]=DEFAULT`, dimensions separated by comma or x:
  /// `image:float32[28,28]`, `label:int64[]`, `fare:float32[]=0`. The name may contain colons.
  ///
  /// @throws IllegalArgumentException if the text is not of this form; the message is one line
  public static FeatureSpec parse(String text) {
    return FeatureNotation.parse(text);
  }

  /// The component that the feature becomes.
  public TensorSpec tensorSpec() {
    return new TensorSpec(dtype, shape, name);
  }

  /// In the notation that [#parse] reads.
  @Override
  public String toString() {
    return name + ":" + dtype + shape + (defaultValue == null ? "" : "=" + defaultValue);
  }
}
