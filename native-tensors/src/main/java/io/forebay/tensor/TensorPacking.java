package io.forebay.tensor;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// For owners of memory: copies of tensors in one piece, as [TensorMoves#move] takes them up. Of
/// dtypes of fixed size these are the values; of strings, the table and then the data of these
/// values alone, wherever they lay.
///
/// Allocates nothing. Thread-safe as far as nobody writes or moves the tensor.
public final class TensorPacking {
  private TensorPacking() {}

  /// Bytes that [#pack] writes: the tensor's [Tensor#byteSize].
  public static long packedBytes(Tensor tensor) {
    return tensor.byteSize();
  }

  /// Writes the values of the tensor to byte `at` of `to`.
  ///
  /// @throws IndexOutOfBoundsException if they do not fit; part of them may be written then
  public static void pack(Tensor tensor, MemorySegment to, long at) {
    tensor.pack(0, tensor.elementCount(), to, at);
  }

  /// Bytes that [#packRow] writes: the [Tensor#byteSize] of that row.
  ///
  /// @throws IndexOutOfBoundsException if there is no such row
  public static long packedRowBytes(Tensor stacked, long row) {
    long count = rowElementCount(stacked, row);
    return stacked.packedBytes(row * count, count);
  }

  /// Writes the values of row `row` of the first dimension to byte `at` of `to`.
  ///
  /// @throws IndexOutOfBoundsException if there is no such row, or it does not fit; part of it may
  ///   be written then
  public static void packRow(Tensor stacked, long row, MemorySegment to, long at) {
    long count = rowElementCount(stacked, row);
    stacked.pack(row * count, count, to, at);
  }

  /// Bytes that [#packRows] writes.
  ///
  /// @throws IndexOutOfBoundsException if there is no such row
  public static long packedRowsBytes(Tensor stacked, int[] rows, int count) {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += packedRowBytes(stacked, rows[i]);
    }
    boolean isTable = stacked.dtype() == DType.STRING; // of all rows there is one, with one end
    return isTable ? bytes + (1L - count) * StringTable.ENTRY_BYTES : bytes;
  }

  /// Writes the rows `rows[0]` to `rows[count - 1]` of the first dimension, stacked, to byte `at`
  /// of `to`.
  ///
  /// @throws IndexOutOfBoundsException if there is no such row, or they do not fit; part of them
  ///   may be written then
  public static void packRows(Tensor stacked, int[] rows, int count, MemorySegment to, long at) {
    for (int i = 0; i < count; i++) {
      Objects.checkIndex(rows[i], stacked.shape().dim(0));
    }
    stacked.packRows(rows, count, to, at);
  }

  private static long rowElementCount(Tensor stacked, long row) {
    Shape shape = stacked.shape();
    Objects.checkIndex(row, shape.dim(0));
    return shape.rowElementCount();
  }
}
