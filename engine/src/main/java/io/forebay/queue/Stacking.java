package io.forebay.queue;

import io.forebay.payload.Payload;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.tensor.memory.Alignment;
import io.forebay.tensor.memory.BulkCopy;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Lays payloads out as stacked tensors, one behind the other in one block. Each unknown dimension
/// becomes the largest of the rows; elements sit in the corner of low indices, the rest is zero, or
/// the empty string (D4). Reused with its batch; allocates only when shapes change.
final class Stacking {
  private final ElementSpec spec;
  private final @Nullable Shape[] shapes;
  private final long[] offsets;
  private final long[][] dims; // by component: number of rows, then the dimensions of a row
  private final StringStack strings = new StringStack();

  Stacking(ElementSpec spec) {
    this.spec = spec;
    this.shapes = new Shape[spec.size()];
    this.offsets = new long[spec.size()];
    this.dims = new long[spec.size()][];
  }

  /// Settles shapes and places for these rows; how many bytes they take, 2^63 - 1 if it is that
  /// many or more.
  ///
  /// @throws IllegalArgumentException if a component has that many values
  long measure(Payload[] rows, int count) {
    long end = 0;
    for (int c = 0; c < offsets.length; c++) {
      settle(c, rows, count);
    }
    try {
      for (int c = 0; c < offsets.length; c++) {
        offsets[c] = end;
        end = Math.addExact(end, Alignment.roundUp(bytes(c, rows, count), Tensor.ALIGNMENT));
      }
    } catch (ArithmeticException beyondLong) {
      return Long.MAX_VALUE;
    }
    return Math.max(1, end);
  }

  /// The shape of a component of the rows that were measured.
  Shape shape(int c) {
    return shapes[c];
  }

  /// Where in the block it begins, in bytes.
  long offset(int c) {
    return offsets[c];
  }

  /// The shape of component `c` of a single row, stacked.
  Shape shapeOfOne(int c, Payload row) {
    Shape shape = row.shape(c);
    long[] wanted = dimsFor(c, shape.rank());
    wanted[0] = 1;
    for (int axis = 0; axis < shape.rank(); axis++) {
      wanted[axis + 1] = shape.dim(axis);
    }
    remember(c, wanted);
    return shapes[c];
  }

  /// Copies the rows, which were measured, into the block.
  void stack(Payload[] rows, int count, Payload block) {
    for (int c = 0; c < offsets.length; c++) {
      MemorySegment memory = block.memory();
      long at = block.start() + offsets[c];
      DType dtype = spec.component(c).dtype();
      if (dtype == DType.STRING) {
        strings.write(rows, count, c, memory, at, dims[c]);
      } else {
        stackNumbers(c, rows, count, memory, at, dtype.bytes());
      }
    }
  }

  private void stackNumbers(
      int c, Payload[] rows, int count, MemorySegment memory, long at, long valueBytes) {
    long rowBytes = Padding.product(dims[c], 1) * valueBytes;
    for (int i = 0; i < count; i++) {
      Payload row = rows[i];
      long to = at + i * rowBytes;
      if (isFull(row.shape(c), dims[c])) {
        BulkCopy.copy(row.base(c), row.offset(c), memory, to, rowBytes);
      } else {
        Padding.zero(memory, to, rowBytes);
        Padding.copy(row.base(c), row.offset(c), row.shape(c), memory, to, dims[c], valueBytes);
      }
    }
  }

  private static boolean isFull(Shape row, long[] dims) {
    for (int axis = 0; axis < row.rank(); axis++) {
      if (row.dim(axis) != dims[axis + 1]) {
        return false;
      }
    }
    return true;
  }

  private void settle(int c, Payload[] rows, int count) {
    Shape declared = spec.component(c).shape();
    long[] largest = dimsFor(c, declared.rank());
    largest[0] = count;
    for (int axis = 0; axis < declared.rank(); axis++) {
      long known = declared.dim(axis);
      largest[axis + 1] = known == Shape.UNKNOWN ? largest(c, axis, rows, count) : known;
    }
    remember(c, largest);
  }

  private static long largest(int c, int axis, Payload[] rows, int count) {
    long largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, rows[i].shape(c).dim(axis));
    }
    return largest;
  }

  private long bytes(int c, Payload[] rows, int count) {
    TensorSpec component = spec.component(c);
    if (component.dtype() == DType.STRING) {
      return StringStack.bytes(rows, count, c, dims[c]);
    }
    return Math.multiplyExact(Padding.product(dims[c], 0), component.dtype().bytes());
  }

  private long[] dimsFor(int c, int rank) {
    if (dims[c] == null || dims[c].length != rank + 1) {
      dims[c] = new long[rank + 1];
    }
    return dims[c];
  }

  /// Makes a shape only if the last one differs.
  private void remember(int c, long[] wanted) {
    Shape last = shapes[c];
    boolean same = last != null && last.rank() == wanted.length;
    for (int axis = 0; same && axis < wanted.length; axis++) {
      same = last.dim(axis) == wanted[axis];
    }
    if (!same) {
      shapes[c] = Shape.of(wanted);
    }
  }
}
