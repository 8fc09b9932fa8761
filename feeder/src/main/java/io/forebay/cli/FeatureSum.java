package io.forebay.cli;

import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import java.math.BigInteger;

/// The sum of all values of a feature: exact for integers, in double for floats.
abstract class FeatureSum {
  /// A sum, so far 0, of values of that type.
  static FeatureSum of(DType dtype) {
    return switch (dtype) {
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> new OfFloats();
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, BOOL -> new OfIntegers();
      case COMPLEX64, COMPLEX128, STRING ->
          throw new CommandFailure("dtype: " + dtype + " (expected: a real number, for --verify)");
    };
  }

  /// Adds every value of the tensor.
  final void add(Tensor values) {
    for (long i = 0; i < values.elementCount(); i++) {
      add(values, i);
    }
  }

  abstract void add(Tensor values, long index);

  abstract Number value();

  /// Sums with the compensation of Arnold Neumaier, so that the order of the examples hardly shows.
  private static final class OfFloats extends FeatureSum {
    private double sum;
    private double lost;

    @Override
    void add(Tensor values, long index) {
      double value = read(values, index);
      double next = sum + value;
      if (Double.isFinite(next)) {
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      }
      sum = next;
    }

    @Override
    Number value() {
      return sum + lost;
    }

    private static double read(Tensor values, long index) {
      return switch (values.dtype()) {
        case FLOAT16 -> Float.float16ToFloat(values.getShort(index));
        case BFLOAT16 -> Float.intBitsToFloat(values.getShort(index) << 16);
        case FLOAT32 -> values.getFloat(index);
        default -> values.getDouble(index);
      };
    }
  }

  private static final class OfIntegers extends FeatureSum {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private BigInteger carried = BigInteger.ZERO;
    private long sum;

    @Override
    void add(Tensor values, long index) {
      long value = read(values, index);
      if (values.dtype() == DType.UINT64 && value < 0) {
        carried = carried.add(TWO_TO_64);
      }
      long next = sum + value;
      if (((sum ^ next) & (value ^ next)) < 0) {
        carried = carried.add(BigInteger.valueOf(sum));
        next = value;
      }
      sum = next;
    }

    @Override
    Number value() {
      return carried.add(BigInteger.valueOf(sum));
    }

    private static long read(Tensor values, long index) {
      return switch (values.dtype()) {
        case INT8 -> values.getByte(index);
        case UINT8, BOOL -> Byte.toUnsignedLong(values.getByte(index));
        case INT16 -> values.getShort(index);
        case UINT16 -> Short.toUnsignedLong(values.getShort(index));
        case INT32 -> values.getInt(index);
        case UINT32 -> Integer.toUnsignedLong(values.getInt(index));
        default -> values.getLong(index);
      };
    }
  }
}
