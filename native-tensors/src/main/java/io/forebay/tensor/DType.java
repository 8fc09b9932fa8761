package io.forebay.tensor;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The type of one value of a tensor. Values of a fixed size lie little-endian and without padding;
/// how strings lie is told at [Tensor].
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
  COMPLEX128(16, ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN)),
  /// Any number of bytes, text or not; the only dtype whose values differ in length.
  STRING(0, null);

  /// Bytes of one value, 0 where values differ in length.
  final int size;

  private final @Nullable ValueLayout layout;

  DType(int size, @Nullable ValueLayout layout) {
    this.size = size;
    this.layout = layout;
  }

  /// True if all values have the same number of bytes: all dtypes but [#STRING].
  public boolean isFixedSize() {
    return size != 0;
  }

  /// Bytes of one value.
  ///
  /// @throws UnsupportedOperationException if values differ in length, see [#isFixedSize]
  public int bytes() {
    if (size == 0) {
      throw notFixed();
    }
    return size;
  }

  /// How one value lies in memory: little-endian, any alignment. Of a complex type: one of its two
  /// parts.
  ///
  /// @throws UnsupportedOperationException if values differ in length, see [#isFixedSize]
  public ValueLayout layout() {
    if (layout == null) {
      throw notFixed();
    }
    return layout;
  }

  /// Bytes from what a tensor has for one value to what it has for the next: for strings, an entry
  /// of its table.
  int stride() {
    return size == 0 ? StringTable.ENTRY_BYTES : size;
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

  private UnsupportedOperationException notFixed() {
    return new UnsupportedOperationException(
        "dtype: " + this + " (expected: a dtype of fixed size)");
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
