package io.forebay.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void scalarHasOneValue() {
    assertEquals(0, Shape.scalar().rank());
    assertEquals(1, Shape.scalar().elementCount());
    assertTrue(Shape.scalar().isFullyDefined());
    assertEquals("[]", Shape.scalar().toString());
    assertSame(Shape.scalar(), Shape.of());
  }

  @Test
  void knowsItsDimensions() {
    Shape shape = Shape.of(2, 3, 4);
    assertEquals(3, shape.rank());
    assertEquals(3, shape.dim(1));
    assertEquals(24, shape.elementCount());
    assertArrayEquals(new long[] {2, 3, 4}, shape.toArray());
    assertEquals("[2,3,4]", shape.toString());
    assertThrows(IndexOutOfBoundsException.class, () -> shape.dim(3));
  }

  @Test
  void unknownDimensionMakesTheCountUnknown() {
    Shape shape = Shape.of(3, Shape.UNKNOWN);
    assertFalse(shape.isFullyDefined());
    assertEquals(Shape.UNKNOWN, shape.elementCount());
    assertEquals("[3,?]", shape.toString());
    assertEquals(Shape.UNKNOWN, Shape.of(0, -1).elementCount());
  }

  @Test
  void isNotChangedThroughArrays() {
    long[] dims = {2, 3};
    Shape shape = Shape.of(dims);
    dims[0] = 7;
    shape.toArray()[1] = 7;
    assertEquals(Shape.of(2, 3), shape);
  }

  @Test
  void prependAndDropFirstAreInverse() {
    assertEquals(Shape.of(5, 2), Shape.of(2).prepend(5));
    assertEquals(Shape.of(2), Shape.of(5, 2).dropFirst());
    assertEquals(Shape.scalar(), Shape.of(5).dropFirst());
    var e = assertThrows(IllegalStateException.class, () -> Shape.scalar().dropFirst());
    assertEquals("shape: [] (expected: rank at least 1)", e.getMessage());
  }

  @Test
  void comparesByDimensions() {
    assertEquals(Shape.of(2, 3), Shape.of(2, 3));
    assertEquals(Shape.of(2, 3).hashCode(), Shape.of(2, 3).hashCode());
    assertNotEquals(Shape.of(2, 3), Shape.of(3, 2));
    assertNotEquals((Object) Shape.of(2), "[2]");
  }

  @Test
  void negativeDimensionIsRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> Shape.of(3, -2));
    assertEquals("dimension: -2 (expected: at least 0, or -1 for unknown)", e.getMessage());
  }

  @Test
  void tooManyValuesAreRefusedUnlessThereAreNone() {
    long large = 1L << 62;
    var e = assertThrows(IllegalArgumentException.class, () -> Shape.of(large, 2));
    assertEquals("shape: [" + large + ", 2] (expected: at most 2^63 - 1 values)", e.getMessage());
    assertEquals(0, Shape.of(large, 2, 0).elementCount());
    assertEquals(0, Shape.of(0, large, 2).elementCount());
  }
}
