package io.forebay.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TensorPackingTest {
  private static final long AT = 3;
  private static final byte UNTOUCHED = 0x55;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory = arena.allocate(256).fill(UNTOUCHED);
  private final Tensor numbers = Tensor.allocate(arena, DType.INT16, Shape.of(4, 3));
  private final Tensor strings =
      Tensor.ofStrings(arena, Shape.of(3, 2), "a", "bb", "", "dddd", "eeeee", "");

  TensorPackingTest() {
    for (int i = 0; i < 12; i++) {
      numbers.setShort(i, (short) i);
    }
  }

  @AfterEach
  void closeArena() {
    arena.close();
  }

  @Test
  void numbersAreCopied() {
    Tensor packed = packed(numbers.slice(1, 3));
    for (int i = 0; i < 6; i++) {
      assertEquals(3 + i, packed.getShort(i));
    }
    Tensor row = packedRow(numbers, 3);
    assertEquals(9, row.getShort(0));
    assertEquals(11, row.getShort(2));
    assertEquals(2, packedRow(numbers.row(0), 2).getShort(0));
  }

  @Test
  void chosenRowsAreStacked() {
    int[] rows = {3, 0, 3, -1};
    assertEquals(18, TensorPacking.packedRowsBytes(numbers, rows, 3));
    TensorPacking.packRows(numbers, rows, 3, memory, AT);
    Tensor packed = TensorMoves.nowhere(DType.INT16, Shape.of(3, 3));
    TensorMoves.move(packed, memory, AT, Shape.of(3, 3));
    assertEquals(9, packed.getShort(0));
    assertEquals(0, packed.getShort(3));
    assertEquals(11, packed.getShort(8));
    assertEquals(UNTOUCHED, memory.get(ValueLayout.JAVA_BYTE, AT + 18));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> TensorPacking.packRows(numbers, rows, 4, memory, AT));
    assertThrows(
        IndexOutOfBoundsException.class, () -> TensorPacking.packedRowsBytes(numbers, rows, 4));
  }

  @Test
  void chosenRowsOfStringsAreStacked() {
    assertEquals(List.of("eeeee", "", "a", "bb"), chosen(strings, 2, 0));
    assertEquals(List.of("eeeee", "", "", "dddd"), chosen(strings.slice(1, 3), 1, 0));
    assertEquals(List.of(), chosen(strings));
  }

  private List<String> chosen(Tensor stacked, int... rows) {
    TensorPacking.packRows(stacked, rows, rows.length, memory, AT);
    Shape shape = stacked.shape().dropFirst().prepend(rows.length);
    Tensor packed = TensorMoves.nowhere(DType.STRING, shape);
    TensorMoves.move(packed, memory, AT, shape);
    assertEquals(packed.byteSize(), TensorPacking.packedRowsBytes(stacked, rows, rows.length));
    return Strings.of(packed);
  }

  @Test
  void stringsAreCopiedWithATableOfTheirOwn() {
    assertEquals(Strings.of(strings), Strings.of(packed(strings)));
    assertEquals(List.of("", "dddd", "eeeee", ""), Strings.of(packed(strings.slice(1, 3))));
    assertEquals(List.of(0L, 0L, 4L, 9L, 9L), Strings.table(memory, AT, 5));
    assertEquals(List.of("eeeee", ""), Strings.of(packed(strings.slice(1, 3).row(1))));
  }

  @Test
  void rowsOfStringsAreCopied() {
    for (int row = 0; row < 3; row++) {
      assertEquals(Strings.of(strings.row(row)), Strings.of(packedRow(strings, row)));
    }
    Tensor part = strings.slice(1, 3);
    assertEquals(List.of("eeeee", ""), Strings.of(packedRow(part, 1)));
    assertEquals(List.of(0L, 5L, 5L), Strings.table(memory, AT, 3));
    assertEquals(List.of("dddd"), Strings.of(packedRow(strings.row(1), 1)));
  }

  @Test
  void scalarsAndEmptyTensorsArePacked() {
    assertEquals("kiwi", packed(Tensor.ofStrings(arena, Shape.scalar(), "kiwi")).getString(0));
    assertEquals(8, packed(Tensor.ofStrings(arena, Shape.of(2, 0))).byteSize());
    assertEquals(8, packedRow(Tensor.ofStrings(arena, Shape.of(2, 0)), 1).byteSize());
    assertEquals(0, packed(Tensor.allocate(arena, DType.INT32, Shape.of(0, 3))).byteSize());
    assertEquals(0, packedRow(Tensor.allocate(arena, DType.INT32, Shape.of(3, 0)), 2).byteSize());
  }

  @Test
  void rowsThatAreNotThereAreRefused() {
    for (Tensor tensor : List.of(numbers, strings, strings.slice(1, 1))) {
      long rows = tensor.shape().dim(0);
      for (long row : new long[] {-1, rows}) {
        assertThrows(
            IndexOutOfBoundsException.class, () -> TensorPacking.packedRowBytes(tensor, row));
        assertThrows(
            IndexOutOfBoundsException.class, () -> TensorPacking.packRow(tensor, row, memory, 0));
      }
    }
    Tensor scalar = Tensor.ofStrings(arena, Shape.scalar(), "kiwi");
    assertThrows(IndexOutOfBoundsException.class, () -> TensorPacking.packedRowBytes(scalar, 0));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    long at = memory.byteSize() - strings.byteSize() + 1;
    assertThrows(IndexOutOfBoundsException.class, () -> TensorPacking.pack(strings, memory, at));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> TensorPacking.pack(numbers, memory, memory.byteSize() - 23));
    assertThrows(IndexOutOfBoundsException.class, () -> TensorPacking.pack(numbers, memory, -1));
  }

  @Test
  void packingAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    packRows(20_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    packRows(60_000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 64 << 10, "bytes " + allocated);
  }

  private void packRows(int times) {
    for (int i = 0; i < times; i++) {
      int row = i % 3;
      TensorPacking.packRow(strings, row, memory, TensorPacking.packedRowBytes(numbers, row));
      TensorPacking.packRow(numbers, row, memory, TensorPacking.packedRowBytes(strings, row));
      TensorPacking.pack(strings, memory, TensorPacking.packedBytes(numbers));
    }
  }

  private Tensor packed(Tensor tensor) {
    memory.fill(UNTOUCHED);
    TensorPacking.pack(tensor, memory, AT);
    return at(tensor, TensorPacking.packedBytes(tensor));
  }

  private Tensor packedRow(Tensor stacked, long row) {
    memory.fill(UNTOUCHED);
    TensorPacking.packRow(stacked, row, memory, AT);
    return at(stacked.row(row), TensorPacking.packedRowBytes(stacked, row));
  }

  /// What was packed, of exactly so many bytes, and nothing around it written.
  private Tensor at(Tensor like, long bytes) {
    assertEquals(like.byteSize(), bytes);
    Tensor packed = Tensor.of(like.dtype(), like.shape(), memory.asSlice(0, AT + bytes), AT);
    assertEquals(bytes, packed.segment().byteSize());
    assertEquals(UNTOUCHED, memory.get(ValueLayout.JAVA_BYTE, AT - 1));
    assertEquals(UNTOUCHED, memory.get(ValueLayout.JAVA_BYTE, AT + bytes));
    return packed;
  }
}
