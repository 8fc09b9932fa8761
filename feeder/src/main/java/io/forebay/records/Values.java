package io.forebay.records;

import io.forebay.tensor.DType;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Which values a feature of a dtype may have, and their bits in memory.
final class Values {
  private Values() {}

  /// True for bool and the integers: what an int64 list may go to.
  static boolean isInteger(DType dtype) {
    return switch (dtype) {
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, BOOL -> true;
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128, STRING -> false;
    };
  }

  /// True for the real floating-point types: what a float list may go to.
  static boolean isFloat(DType dtype) {
    return switch (dtype) {
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> true;
      default -> false;
    };
  }

  /// The names of the dtypes that features can have.
  static String known() {
    return Arrays.stream(DType.values())
        .filter(d -> isInteger(d) || isFloat(d))
        .map(DType::typeName)
        .collect(Collectors.joining(", "));
  }

  /// Smallest value of an integer dtype.
  static long smallest(DType dtype) {
    return switch (dtype) {
      case INT8 -> Byte.MIN_VALUE;
      case INT16 -> Short.MIN_VALUE;
      case INT32 -> Integer.MIN_VALUE;
      case INT64 -> Long.MIN_VALUE;
      default -> 0;
    };
  }

  /// Largest value of an integer dtype that an int64 list can hold.
  static long largest(DType dtype) {
    return switch (dtype) {
      case INT8 -> Byte.MAX_VALUE;
      case INT16 -> Short.MAX_VALUE;
      case INT32 -> Integer.MAX_VALUE;
      case UINT8 -> 0xff;
      case UINT16 -> 0xffff;
      case UINT32 -> 0xffff_ffffL;
      case BOOL -> 1;
      default -> Long.MAX_VALUE;
    };
  }

  /// The values of a dtype, for messages: `0 to 255 (uint8)`.
  static String range(DType dtype) {
    return isInteger(dtype)
        ? smallest(dtype) + " to " + largest(dtype) + ", as " + dtype
        : "a number, as " + dtype;
  }

  /// The bits of a value in a floating-point dtype, rounded to nearest even.
  static long bits(DType dtype, float value) {
    return switch (dtype) {
      case FLOAT16 -> Float.floatToFloat16(value);
      case BFLOAT16 -> bfloat16(value);
      case FLOAT64 -> Double.doubleToRawLongBits(value);
      default -> Float.floatToRawIntBits(value);
    };
  }

  /// The bits of a feature's default: a Long or a Double.
  static long bits(DType dtype, Number value) {
    if (isInteger(dtype)) {
      return value.longValue();
    }
    return dtype == DType.FLOAT64
        ? Double.doubleToRawLongBits(value.doubleValue())
        : bits(dtype, value.floatValue());
  }

  private static long bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return bits >>> 16 | 0x40;
    }
    return bits + 0x7fff + (bits >>> 16 & 1) >>> 16;
  }
}
