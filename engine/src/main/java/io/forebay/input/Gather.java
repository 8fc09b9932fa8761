package io.forebay.input;

import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorMoves;
import io.forebay.tensor.TensorPacking;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Brings chosen rows of stacked tensors together, in memory of an arena, which it uses again: of
/// each block that it outgrows the next one has twice the size. For one thread.
final class Gather {
  private static final long ALIGNMENT = Tensor.ALIGNMENT;

  private final Arena arena;
  private MemorySegment memory = MemorySegment.NULL;

  Gather(Arena arena) {
    this.arena = arena;
  }

  /// Tensors of the rows `rows[0]` to `rows[count - 1]` of each of the chunk's, in that order;
  /// valid until the next call.
  Tensor[] rows(Tensor[] chunk, int[] rows, int count) {
    reserve(bytes(chunk, rows, count));
    Tensor[] gathered = new Tensor[chunk.length];
    long at = 0;
    for (int c = 0; c < chunk.length; c++) {
      TensorPacking.packRows(chunk[c], rows, count, memory, at);
      var shape = chunk[c].shape().dropFirst().prepend(count);
      gathered[c] = TensorMoves.nowhere(chunk[c].dtype(), shape);
      TensorMoves.move(gathered[c], memory, at, shape);
      at = next(at, chunk[c], rows, count);
    }
    return gathered;
  }

  private static long bytes(Tensor[] chunk, int[] rows, int count) {
    long at = 0;
    for (Tensor component : chunk) {
      at = next(at, component, rows, count);
    }
    return at;
  }

  private static long next(long at, Tensor component, int[] rows, int count) {
    long end = at + TensorPacking.packedRowsBytes(component, rows, count);
    return (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private void reserve(long bytes) {
    if (memory.byteSize() < Math.max(1, bytes)) {
      long enough = Math.max(1, Math.max(bytes, 2 * memory.byteSize()));
      memory = arena.allocate(enough, ALIGNMENT);
    }
  }
}
