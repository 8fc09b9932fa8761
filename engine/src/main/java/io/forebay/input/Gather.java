package io.forebay.input;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Brings chosen rows of a tensor together.
final class Gather {
  private Gather() {}

  /// A new tensor of the rows `rows[0]` to `rows[count - 1]` of a tensor of rank 1 at least, in
  /// that order.
  static Tensor rows(Arena arena, Tensor from, int[] rows, int count) {
    Shape shape = from.shape().dropFirst().prepend(count);
    return from.dtype() == DType.STRING
        ? strings(arena, from, shape, rows, count)
        : numbers(arena, from, shape, rows, count);
  }

  private static Tensor numbers(Arena arena, Tensor from, Shape shape, int[] rows, int count) {
    Tensor gathered = Tensor.allocate(arena, from.dtype(), shape);
    long bytes = from.shape().dropFirst().elementCount() * from.dtype().bytes();
    for (int to = 0; to < count; to++) {
      MemorySegment.copy(
          from.base(),
          from.byteOffset() + rows[to] * bytes,
          gathered.base(),
          gathered.byteOffset() + to * bytes,
          bytes);
    }
    return gathered;
  }

  private static Tensor strings(Arena arena, Tensor from, Shape shape, int[] rows, int count) {
    int width = Math.toIntExact(from.shape().dropFirst().elementCount());
    byte[][] values = new byte[Math.multiplyExact(count, width)][];
    for (int i = 0; i < values.length; i++) {
      long at = (long) rows[i / width] * width + i % width;
      values[i] = from.stringBytes(at).toArray(ValueLayout.JAVA_BYTE);
    }
    return Tensor.ofBytes(arena, shape, values);
  }
}
