package io.forebay.queue;

import io.forebay.tensor.Element;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorMoves;
import io.forebay.tensor.TensorSpec;
import io.forebay.tensor.memory.BulkCopy;
import io.forebay.tensor.memory.Column;
import io.forebay.tensor.memory.Poison;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The memory of a queue's elements: one column a component. A slot is named by its position (FIFO)
/// or row number (shuffle).
///
/// Whoever owns a slot, by a claim or a lease, may touch its rows; nothing here orders anything
/// between threads.
final class Slots {
  private static final long CACHED_BYTES = 1 << 20; // more than that is not in a core's own cache
  private static final long SMALL_ROW_BYTES = 256;

  private final ElementSpec spec;
  private final Shape[] shapes;
  private final Column[] columns;

  Slots(ElementSpec spec, Column[] columns) {
    this.spec = spec;
    this.shapes = spec.components().stream().map(TensorSpec::shape).toArray(Shape[]::new);
    this.columns = columns.clone();
  }

  ElementSpec spec() {
    return spec;
  }

  long elementBytes(int component) {
    return columns[component].elementBytes();
  }

  /// Moves the element to the slot.
  void move(Element element, long slot) {
    int components = columns.length;
    if (components == 1) {
      move(element, 0, slot); // a loop of one would cost as much as the move
      return;
    }
    for (int c = 0; c < components; c++) {
      move(element, c, slot);
    }
  }

  private void move(Element element, int component, long slot) {
    Column column = columns[component];
    TensorMoves.move(
        element.component(component), column.segment(slot), column.offset(slot), shapes[component]);
  }

  /// Copies row `row` of `source` (an element's component, or several stacked) into the slot.
  void copyIn(int component, Tensor source, long row, long slot) {
    Column column = columns[component];
    long bytes = column.elementBytes();
    BulkCopy.copy(
        source.base(),
        source.byteOffset() + row * bytes,
        column.segment(slot),
        column.offset(slot),
        bytes);
  }

  /// Copies rows `row` to `row + count` of `source` into slots that follow one another.
  void copyRunIn(int component, Tensor source, long row, long slot, int count) {
    Column column = columns[component];
    if (column.isContiguous(slot, count)) {
      long bytes = column.elementBytes();
      long from = source.byteOffset() + row * bytes;
      BulkCopy.copy(source.base(), from, column.segment(slot), column.offset(slot), count * bytes);
    } else {
      for (int i = 0; i < count; i++) {
        copyIn(component, source, row + i, slot + i);
      }
    }
  }

  /// Copies a run of slots into the block, from its row `to` on.
  void copyRunOut(long slot, int count, Block block, int to) {
    for (int c = 0; c < columns.length; c++) {
      Column column = columns[c];
      if (column.isContiguous(slot, count)) {
        block.write(c, to, column.segment(slot), column.offset(slot), count);
      } else {
        for (int i = 0; i < count; i++) {
          block.write(c, to + i, column.segment(slot + i), column.offset(slot + i), 1);
        }
      }
    }
  }

  /// Copies the slots named by `numbers` into the block, from its row `to` on; negative numbers are
  /// passed over. Component by component, for the sake of the cache.
  void gather(int[] numbers, int from, int count, Block block, int to) {
    for (int c = 0; c < columns.length; c++) {
      gather(columns[c], c, numbers, from, count, block, to);
    }
  }

  /// Reads a byte of each row, so that the processor fetches many of them at once; copies of rows
  /// at random would wait for one after the other. What was read, which must be used, or the JIT
  /// would not read it.
  private static byte touch(Column column, int[] numbers, int from, int count) {
    byte all = 0;
    for (int i = from; i < from + count; i++) {
      int slot = Math.max(0, numbers[i]);
      all ^= column.segment(slot).get(ValueLayout.JAVA_BYTE, column.offset(slot));
    }
    return all;
  }

  private static void gather(
      Column column, int component, int[] numbers, int from, int count, Block block, int to) {
    long bytes = column.elementBytes();
    if (column.memoryBytes() > CACHED_BYTES && bytes <= SMALL_ROW_BYTES) {
      block.touched(touch(column, numbers, from, count));
    }
    long at = block.offset(component, to);
    for (int i = 0; i < count; i++) {
      int slot = numbers[from + i];
      if (slot >= 0) {
        BulkCopy.copy(column.segment(slot), column.offset(slot), block.memory(), at, bytes);
      }
      at += bytes;
    }
  }

  /// Copies one slot over another.
  void copySlot(long from, long to) {
    for (Column column : columns) {
      BulkCopy.copy(
          column.segment(from),
          column.offset(from),
          column.segment(to),
          column.offset(to),
          column.elementBytes());
    }
  }

  /// Poisons the slot, whose content nobody may read any more.
  void poison(long slot) {
    if (Poison.ON) {
      for (Column column : columns) {
        Poison.fill(column.segment(slot), column.offset(slot), column.elementBytes());
      }
    }
  }

  /// Poisons a run of slots.
  void poison(long slot, int count) {
    if (Poison.ON) {
      for (int i = 0; i < count; i++) {
        poison(slot + i);
      }
    }
  }

  /// True if `count` slots from `slot` on lie one behind the other in every column.
  boolean isContiguous(long slot, int count) {
    for (Column column : columns) {
      if (!column.isContiguous(slot, count)) {
        return false;
      }
    }
    return true;
  }

  /// True if some run of slots does not lie in a row: at the end of a column that is not mirrored.
  boolean isBroken(int slots) {
    return !isContiguous(slots - 1L, 2);
  }

  MemorySegment segment(int component, long slot) {
    return columns[component].segment(slot);
  }

  long offset(int component, long slot) {
    return columns[component].offset(slot);
  }
}
