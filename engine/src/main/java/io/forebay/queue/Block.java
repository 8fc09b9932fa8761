package io.forebay.queue;

import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.memory.Alignment;
import io.forebay.tensor.memory.BulkCopy;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.tensor.memory.Poison;
import io.forebay.tensor.memory.StoreMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory for the rows of one batch, outside the slots: per component its rows one behind the
/// other.
///
/// ```
/// 0                      offset(1), aligned to 256
/// +----------------------+----------------------+--
/// | rows of component 0  | rows of component 1  | ..
/// +----------------------+----------------------+--
/// ```
///
/// Owned by one batch, by the pool, or by the consumers' line (rows handed back).
final class Block {
  private final MemorySegment memory;
  private final long[] offsets;
  private final long[] elementBytes;
  private final int rows;
  private final int[]
      numbers; // row i was, or will be, copied from the slot of that number (shuffle)
  private byte touched;
  int start; // as front rows: the next to read; written by the head of the consumers' line
  int remaining; // rows handed back and not read again; likewise

  Block(Arena arena, ElementSpec spec, int rows, MemoryPolicy policy) {
    this.rows = rows;
    this.numbers = new int[rows];
    this.offsets = new long[spec.size()];
    this.elementBytes = new long[spec.size()];
    long bytes = 0;
    for (int c = 0; c < offsets.length; c++) {
      offsets[c] = bytes;
      elementBytes[c] = spec.component(c).byteSize();
      bytes =
          Math.addExact(
              bytes,
              Alignment.roundUp(
                  Math.multiplyExact(elementBytes[c], (long) rows), Tensor.ALIGNMENT));
    }
    this.memory = StoreMemory.allocate(arena, Math.max(1, bytes), policy);
  }

  /// Poisons it: nobody may read it any more.
  void poison() {
    Poison.fill(memory, 0, memory.byteSize());
  }

  /// Somebody read that; it is of no other use.
  void touched(byte bytes) {
    touched = bytes;
  }

  int rows() {
    return rows;
  }

  int[] numbers() {
    return numbers;
  }

  MemorySegment memory() {
    return memory;
  }

  long offset(int component, int row) {
    return offsets[component] + row * elementBytes[component];
  }

  /// Writes `count` rows of a component, from row `to` on.
  void write(int component, int to, MemorySegment source, long offset, int count) {
    BulkCopy.copy(source, offset, memory, offset(component, to), count * elementBytes[component]);
  }

  /// Copies `count` rows of another block, all components.
  void copyFrom(Block source, int from, int to, int count) {
    for (int c = 0; c < offsets.length; c++) {
      write(c, to, source.memory, source.offset(c, from), count);
    }
  }
}
