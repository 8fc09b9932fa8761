package io.forebay.queue;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Tensors for tests, in memory that the collector frees.
public final class Tensors {
  /// One INT64.
  public static final TensorSpec NUMBER = TensorSpec.of(DType.INT64);

  private Tensors() {}

  public static Tensor of(TensorSpec spec) {
    return Tensor.allocate(Arena.ofAuto(), spec);
  }

  public static Tensor of(DType dtype, long... dims) {
    return Tensor.allocate(Arena.ofAuto(), dtype, Shape.of(dims));
  }

  public static Tensor scalar(long value) {
    Tensor tensor = of(NUMBER);
    tensor.setLong(0, value);
    return tensor;
  }

  public static Tensor vector(long... values) {
    Tensor tensor = of(DType.INT64, values.length);
    for (int i = 0; i < values.length; i++) {
      tensor.setLong(i, values[i]);
    }
    return tensor;
  }

  public static long[] values(Tensor tensor) {
    long[] values = new long[Math.toIntExact(tensor.elementCount())];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.getLong(i);
    }
    return values;
  }

  /// The numbers from `from` (inclusive) to `to` (exclusive).
  public static long[] range(long from, long to) {
    return java.util.stream.LongStream.range(from, to).toArray();
  }

  /// Fills any tensor with bytes that depend on `id`, the component and the place.
  public static void fill(Tensor tensor, int component, long id) {
    MemorySegment bytes = tensor.segment();
    for (long i = 0; i < bytes.byteSize(); i++) {
      bytes.set(ValueLayout.JAVA_BYTE, i, byteOf(component, id, i));
    }
  }

  /// The place where the tensor does not hold what [#fill] wrote, or -1.
  public static long mismatch(Tensor tensor, int component, long id) {
    MemorySegment bytes = tensor.segment();
    for (long i = 0; i < bytes.byteSize(); i++) {
      if (bytes.get(ValueLayout.JAVA_BYTE, i) != byteOf(component, id, i)) {
        return i;
      }
    }
    return -1;
  }

  private static byte byteOf(int component, long id, long place) {
    return (byte) ((id + 1) * 31 + component * 101 + place * 7 + (place >> 8) * 13);
  }
}
