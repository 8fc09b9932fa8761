package io.forebay.queue;

import io.forebay.tensor.Shape;
import java.lang.foreign.MemorySegment;

/// Copies a dense row into the corner of low indices of a larger one. `dims` are those of the
/// stacked tensor: number of rows, then the dimensions of one row.
final class Padding {
  private static final int PIECE = 8192;
  private static final MemorySegment ZEROS = MemorySegment.ofArray(new byte[PIECE]).asReadOnly();

  private Padding() {}

  /// Sets bytes to zero. Allocates nothing, as a slice to fill would.
  static void zero(MemorySegment memory, long from, long bytes) {
    for (long done = 0; done < bytes; done += PIECE) {
      MemorySegment.copy(ZEROS, 0, memory, from + done, Math.min(PIECE, bytes - done));
    }
  }

  /// The product of `dims` from index `from` on.
  static long product(long[] dims, int from) {
    long product = 1;
    for (int axis = from; axis < dims.length; axis++) {
      product = Math.multiplyExact(product, dims[axis]);
    }
    return product;
  }

  /// Copies the values of a row of that shape.
  static void copy(
      MemorySegment from,
      long fromOffset,
      Shape shape,
      MemorySegment to,
      long toOffset,
      long[] dims,
      long valueBytes) {
    copyAxis(from, fromOffset, shape, to, toOffset, dims, valueBytes, 0);
  }

  private static void copyAxis(
      MemorySegment from,
      long fromOffset,
      Shape shape,
      MemorySegment to,
      long toOffset,
      long[] dims,
      long valueBytes,
      int axis) {
    if (axis >= shape.rank() - 1) {
      long run = shape.rank() == 0 ? 1 : shape.dim(axis);
      MemorySegment.copy(from, fromOffset, to, toOffset, run * valueBytes);
      return;
    }
    long fromStep = below(shape, axis) * valueBytes;
    long toStep = product(dims, axis + 2) * valueBytes;
    for (long i = 0; i < shape.dim(axis); i++) {
      copyAxis(
          from,
          fromOffset + i * fromStep,
          shape,
          to,
          toOffset + i * toStep,
          dims,
          valueBytes,
          axis + 1);
    }
  }

  /// Number of values below one index of `axis`.
  static long below(Shape shape, int axis) {
    long product = 1;
    for (int inner = axis + 1; inner < shape.rank(); inner++) {
      product *= shape.dim(inner);
    }
    return product;
  }
}
