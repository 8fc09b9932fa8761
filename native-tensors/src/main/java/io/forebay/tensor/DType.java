package io.forebay.tensor;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The type of one value of a tensor. Values lie little-endian and without padding.
public enum DType {
  /// IEEE 754 binary16; read and written as its 16 bits, see [Float#float16ToFloat].
  FLOAT16(2, little(ValueLayout.JAVA_SHORT_UNALIGNED)),
  /// The upper half of an IEEE 754 binary32; read and written as its 16 bits.
  BFLOAT16(2, little(ValueLayout.JAVA_SHORT_UNALIGNED)),
  /// IEEE 754 binary32.
  FLOAT32(4, ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN)),
  /// IEEE 754 binary64.
  FLOAT64(8, ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN)),
  /// Signed, 8 bits.
  INT8(1, ValueLayout.JAVA_BYTE),
  /// Signed, 16 bits.
  INT16(2, little(ValueLayout.JAVA_SHORT_UNALIGNED)),
  /// Signed, 32 bits.
  INT32(4, little(ValueLayout.JAVA_INT_UNALIGNED)),
  /// Signed, 64 bits.
  INT64(8, little(ValueLayout.JAVA_LONG_UNALIGNED)),
  /// Unsigned, 8 bits.
  UINT8(1, ValueLayout.JAVA_BYTE),
  /// Unsigned, 16 bits.
  UINT16(2, little(ValueLayout.JAVA_SHORT_UNALIGNED)),
  /// Unsigned, 32 bits.
  UINT32(4, little(ValueLayout.JAVA_INT_UNALIGNED)),
  /// Unsigned, 64 bits.
  UINT64(8, little(ValueLayout.JAVA_LONG_UNALIGNED)),
  /// One byte, 0 or 1.
  BOOL(1, ValueLayout.JAVA_BYTE),
  /// Two FLOAT32: the real part, then the imaginary part.
  COMPLEX64(8, ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN)),
  /// Two FLOAT64: the real part, then the imaginary part.
  COMPLEX128(16, ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));

  private final int bytes;
  private final ValueLayout layout;

  DType(int bytes, ValueLayout layout) {
    this.bytes = bytes;
    this.layout = layout;
  }

  /// Bytes of one value.
  public int bytes() {
    return bytes;
  }

  /// How one value lies in memory: little-endian, any alignment. Of a complex type: one of its two
  /// parts.
  public ValueLayout layout() {
    return layout;
  }

  /// The name in specifications and messages, as NumPy and TensorFlow write it: `float32`.
  public String typeName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The dtype of that name.
  ///
  /// @throws IllegalArgumentException if there is none
  public static DType named(String typeName) {
    for (DType dtype : values()) {
      if (dtype.typeName().equals(typeName)) {
        return dtype;
      }
    }
    throw new IllegalArgumentException(
        "dtype: " + typeName + " (expected: one of " + names() + ")");
  }

  private static String names() {
    return Arrays.stream(values()).map(DType::typeName).collect(Collectors.joining(", "));
  }

  private static <L extends ValueLayout> ValueLayout little(L layout) {
    return layout.withOrder(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String toString() {
    return typeName();
  }
}
