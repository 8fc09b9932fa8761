package io.forebay.queue;

import io.forebay.payload.Payload;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Writes stacked tensors of strings, one after the other: a table of n + 1 offsets, then the bytes
/// of all values. What a row lacks is the empty string. Reused, so that it allocates nothing.
final class StringStack {
  private static final ValueLayout.OfLong OFFSET = (ValueLayout.OfLong) DType.INT64.layout();
  private static final long[] NO_DIMS = {};

  private MemorySegment memory = MemorySegment.NULL;
  private long table;
  private long data;
  private long[] dims = NO_DIMS;
  private long entry; // the next to write
  private long end; // of the values written so far, relative to the data

  /// Bytes of the stacked tensor.
  static long bytes(Payload[] rows, int count, int c, long[] dims) {
    long bytes = tableBytes(Padding.product(dims, 0));
    for (int i = 0; i < count; i++) {
      bytes += dataBytes(rows[i], c);
    }
    return bytes;
  }

  /// Stacks component `c` of the rows, as a tensor of these dimensions at byte `at` of `to`.
  void write(Payload[] rows, int count, int c, MemorySegment to, long at, long[] stackedDims) {
    long values = Padding.product(stackedDims, 0);
    memory = to;
    table = at;
    data = at + tableBytes(values);
    dims = stackedDims;
    entry = 0;
    end = 0;
    writeRows(rows, count, c);
    padTo(values);
    memory.set(OFFSET, table + values * Long.BYTES, end);
    memory = MemorySegment.NULL;
  }

  private void writeRows(Payload[] rows, int count, int c) {
    long rowValues = Padding.product(dims, 1);
    for (int i = 0; i < count; i++) {
      Payload row = rows[i];
      long start = end;
      long bytes = dataBytes(row, c);
      long from = row.offset(c) + tableBytes(row.shape(c).elementCount());
      MemorySegment.copy(row.base(c), from, memory, data + start, bytes);
      writeAxis(row, c, 0, i * rowValues, start, 0);
      end = start + bytes;
    }
  }

  private void writeAxis(Payload row, int c, long from, long to, long start, int axis) {
    Shape shape = row.shape(c);
    if (axis >= shape.rank() - 1) {
      writeRun(row, c, from, to, start, shape.rank() == 0 ? 1 : shape.dim(axis));
      return;
    }
    long fromStep = Padding.below(shape, axis);
    long toStep = Padding.product(dims, axis + 2);
    for (long i = 0; i < shape.dim(axis); i++) {
      writeAxis(row, c, from + i * fromStep, to + i * toStep, start, axis + 1);
    }
  }

  private void writeRun(Payload row, int c, long from, long to, long start, long run) {
    padTo(to);
    for (long k = from; k < from + run; k++) {
      memory.set(OFFSET, table + entry++ * Long.BYTES, start + offset(row, c, k));
      end = start + offset(row, c, k + 1);
    }
  }

  /// Empty strings up to that entry.
  private void padTo(long wanted) {
    while (entry < wanted) {
      memory.set(OFFSET, table + entry++ * Long.BYTES, end);
    }
  }

  private static long dataBytes(Payload row, int c) {
    return offset(row, c, row.shape(c).elementCount());
  }

  private static long offset(Payload row, int c, long value) {
    return row.base(c).get(OFFSET, row.offset(c) + value * Long.BYTES);
  }

  private static long tableBytes(long values) {
    return Math.multiplyExact(values + 1, Long.BYTES);
  }
}
