package io.forebay.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Views share memory, and die with the tensor that they were taken of.
class TensorViewTest {
  private final Arena arena = Arena.ofConfined();
  private final Tensor tensor = Tensor.allocate(arena, DType.INT16, Shape.of(4, 3));

  @BeforeEach
  void number() {
    for (int i = 0; i < 12; i++) {
      tensor.setShort(i, (short) i);
    }
  }

  @AfterEach
  void closeArena() {
    arena.close();
  }

  @Test
  void sliceSharesItsRows() {
    Tensor slice = tensor.slice(1, 3);
    assertEquals(Shape.of(2, 3), slice.shape());
    assertSame(tensor.base(), slice.base());
    assertEquals(6, slice.byteOffset());
    assertEquals(3, slice.getShort(0));
    slice.setShort(5, (short) 99);
    assertEquals(99, tensor.getShort(8));
    assertEquals(0, tensor.slice(4, 4).elementCount());
  }

  @Test
  void rowDropsTheFirstDimension() {
    Tensor row = tensor.row(2);
    assertEquals(Shape.of(3), row.shape());
    assertEquals(6, row.getShort(0));
    Tensor value = row.row(1);
    assertEquals(Shape.scalar(), value.shape());
    value.setShort(0, (short) 77);
    assertEquals(77, tensor.getShort(7));
  }

  @Test
  void reshapeKeepsTheValues() {
    Tensor flat = tensor.reshape(Shape.of(12));
    flat.setShort(11, (short) 55);
    assertEquals(55, tensor.row(3).getShort(2));
    var e = assertThrows(IllegalArgumentException.class, () -> tensor.reshape(Shape.of(5)));
    assertEquals("shape: [5] (expected: 12 values, as [4,3])", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> tensor.reshape(Shape.of(-1, 3)));
  }

  @Test
  void rowsThatAreNotThereAreRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.slice(3, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.slice(2, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.row(4));
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.row(-1));
    Tensor scalar = tensor.row(0).row(0);
    assertThrows(IllegalStateException.class, () -> scalar.row(0));
    assertThrows(IllegalStateException.class, () -> scalar.slice(0, 0));
  }

  @Test
  void everythingThrowsBeforeTheFirstMoveAndAfterTheRelease() {
    Tensor moved = TensorMoves.nowhere(DType.INT16, Shape.of(2, 3));
    assertReleased(moved);
    TensorMoves.move(moved, tensor.base(), 6, Shape.of(2, 3));
    assertEquals(3, moved.getShort(0));
    List<Tensor> views =
        List.of(moved.slice(0, 1), moved.row(1), moved.reshape(Shape.of(6)), moved.row(0).row(0));
    TensorMoves.release(moved);
    assertReleased(moved);
    views.forEach(TensorViewTest::assertReleased);
  }

  @Test
  void viewsOfAnEarlierPlaceThrowAfterAMove() {
    Tensor moved = TensorMoves.nowhere(DType.INT16, Shape.of(3));
    TensorMoves.move(moved, tensor.base(), 0, Shape.of(3));
    Tensor old = moved.row(0);
    TensorMoves.move(moved, tensor.base(), 6, Shape.of(2));
    assertReleased(old);
    assertEquals(Shape.of(2), moved.shape());
    assertEquals(3, moved.row(0).getShort(0));
    TensorMoves.release(moved);
    TensorMoves.move(moved, tensor.base(), 12, Shape.of(2));
    assertReleased(old);
    assertEquals(6, moved.getShort(0));
  }

  @Test
  void movedElementLiesWhereItsTensorsAreMoved() {
    ElementSpec spec =
        ElementSpec.of(TensorSpec.named("a", DType.INT16, 3), TensorSpec.named("b", DType.INT16));
    Element element = Element.nowhere(spec);
    assertReleased(element.component(0));
    assertReleased(element.component("b"));
    TensorMoves.move(element.component(0), tensor.base(), 0, Shape.of(3));
    assertEquals(2, element.component("a").getShort(2));
  }

  private static void assertReleased(Tensor moved) {
    Tensor other = Tensor.of(moved.dtype(), Shape.of(0), MemorySegment.NULL, 0);
    List<Executable> uses =
        List.of(
            moved::shape,
            moved::elementCount,
            moved::byteSize,
            moved::base,
            moved::byteOffset,
            moved::segment,
            moved::asByteBuffer,
            moved::zero,
            () -> moved.isAligned(1),
            () -> moved.slice(0, 0),
            () -> moved.row(0),
            () -> moved.reshape(Shape.scalar()),
            () -> moved.getShort(0),
            () -> moved.setShort(0, (short) 1),
            () -> moved.copyFrom(moved),
            () -> other.copyFrom(moved));
    for (Executable use : uses) {
      var e = assertThrows(IllegalStateException.class, use);
      assertEquals(
          "tensor: released (expected: use before its batch, claim or writer released it)",
          e.getMessage());
    }
  }
}
