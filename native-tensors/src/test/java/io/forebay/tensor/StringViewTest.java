package io.forebay.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Views of strings share the table and the data.
class StringViewTest {
  private final Arena arena = Arena.ofConfined();
  private final Tensor tensor =
      Tensor.ofStrings(arena, Shape.of(3, 2), "a", "bb", "", "dddd", "eeeee", "");

  @AfterEach
  void closeArena() {
    arena.close();
  }

  @Test
  void viewsHaveTheirPartOfTheTable() {
    Tensor row = tensor.row(1);
    assertEquals(List.of("", "dddd"), Strings.of(row));
    assertSame(tensor.base(), row.base());
    assertEquals(16, row.byteOffset());
    assertEquals(List.of("", "dddd", "eeeee", ""), Strings.of(tensor.slice(1, 3)));
    assertEquals(List.of(), Strings.of(tensor.slice(3, 3)));
    assertEquals("dddd", tensor.reshape(Shape.of(6)).getString(3));
  }

  @Test
  void viewsOfViewsReachTheSameStrings() {
    Tensor last = tensor.slice(1, 3).row(1);
    assertEquals(List.of("eeeee", ""), Strings.of(last));
    Tensor value = last.row(0);
    assertEquals(Shape.scalar(), value.shape());
    assertEquals("eeeee", value.getString(0));
    assertEquals(tensor.stringBytes(4).address(), value.stringBytes(0).address());
    Tensor flat = tensor.slice(1, 3).reshape(Shape.of(4)).slice(1, 3);
    assertEquals(List.of("dddd", "eeeee"), Strings.of(flat));
  }

  @Test
  void sizeOfAViewIsThatOfItsOwnStringsInOnePiece() {
    assertEquals(7 * 8 + 12, tensor.byteSize());
    assertEquals(3 * 8 + 4, tensor.row(1).byteSize());
    assertEquals(2 * 8, tensor.row(2).row(1).byteSize());
    assertEquals(8, tensor.slice(2, 2).byteSize());
  }

  @Test
  void viewInTwoPiecesHasNoSegment() {
    Tensor row = tensor.row(0);
    var e = assertThrows(UnsupportedOperationException.class, row::segment);
    assertEquals(
        "tensor: string[2], its table and its data apart (expected: in one piece)", e.getMessage());
    assertThrows(UnsupportedOperationException.class, row::asByteBuffer);
    assertThrows(UnsupportedOperationException.class, tensor.slice(2, 3)::segment);
    assertEquals(68, tensor.slice(0, 3).segment().byteSize());
    assertEquals(68, tensor.reshape(Shape.of(6)).segment().byteSize());
  }

  @Test
  void movedTensorHasItsDataBehindItsTable() {
    Tensor moved = TensorMoves.nowhere(DType.STRING, Shape.unknownRank());
    MemorySegment memory = arena.allocate(200);
    TensorPacking.pack(tensor, memory, 9);
    TensorMoves.move(moved, memory, 9, Shape.of(3, 2));
    assertEquals(Strings.of(tensor), Strings.of(moved));
    TensorPacking.pack(tensor.row(1), memory, 101);
    TensorMoves.move(moved, memory, 101, Shape.of(2));
    assertEquals(List.of("", "dddd"), Strings.of(moved));
  }

  @Test
  void everythingThrowsBeforeTheFirstMoveAndAfterTheRelease() {
    Tensor moved = TensorMoves.nowhere(DType.STRING, Shape.of(3, 2));
    assertReleased(moved);
    TensorMoves.move(moved, tensor.base(), 0, Shape.of(3, 2));
    List<Tensor> views = List.of(moved.row(1), moved.slice(0, 1), moved.row(1).row(1));
    TensorMoves.release(moved);
    assertReleased(moved);
    views.forEach(StringViewTest::assertReleased);
  }

  private static void assertReleased(Tensor moved) {
    List<Executable> uses =
        List.of(
            moved::byteSize,
            moved::segment,
            moved::asByteBuffer,
            moved::zero,
            () -> moved.row(0),
            () -> moved.slice(0, 0),
            () -> moved.reshape(Shape.scalar()),
            () -> moved.getString(0),
            () -> moved.stringBytes(0),
            () -> moved.stringLength(0),
            () -> moved.copyFrom(moved),
            () -> TensorPacking.packedBytes(moved),
            () -> TensorPacking.pack(moved, MemorySegment.NULL, 0),
            () -> TensorPacking.packedRowBytes(moved, 0),
            () -> TensorPacking.packRow(moved, 0, MemorySegment.NULL, 0));
    for (Executable use : uses) {
      assertThrows(IllegalStateException.class, use);
    }
  }
}
