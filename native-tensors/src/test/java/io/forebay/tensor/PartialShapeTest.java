package io.forebay.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Shapes of which not everything is known.
class PartialShapeTest {
  private static final Shape NOTHING = Shape.unknownRank();
  private static final Shape ANY = Shape.of(Shape.UNKNOWN);

  @Test
  void unknownRankHasNeitherDimensionsNorValues() {
    assertFalse(NOTHING.isRankKnown());
    assertFalse(NOTHING.isFullyDefined());
    assertEquals(Shape.UNKNOWN, NOTHING.elementCount());
    assertEquals("<unknown>", NOTHING.toString());
    List<Executable> uses = List.of(NOTHING::rank, () -> NOTHING.dim(0), NOTHING::toArray);
    for (Executable use : uses) {
      var e = assertThrows(IllegalStateException.class, use);
      assertEquals("shape: <unknown> (expected: known rank)", e.getMessage());
    }
  }

  @Test
  void unknownRankEqualsItselfAlone() {
    assertEquals(NOTHING, Shape.unknownRank());
    assertEquals(NOTHING.hashCode(), Shape.unknownRank().hashCode());
    assertNotEquals(NOTHING, Shape.scalar());
    assertNotEquals(Shape.scalar(), NOTHING);
    assertNotEquals(NOTHING, ANY);
    assertTrue(Shape.scalar().isRankKnown());
    assertTrue(ANY.isRankKnown());
  }

  @Test
  void oneDimensionMoreOrLessThanAnUnknownRankIsUnknown() {
    assertSame(NOTHING, NOTHING.prepend(3));
    assertSame(NOTHING, NOTHING.dropFirst());
  }

  /// The second half of Q67.
  @Test
  void unknownDimensionIsCompatibleWithEverySize() {
    assertCompatible(true, Shape.of(2, 3), Shape.of(2, 3));
    assertCompatible(true, Shape.of(2, -1), Shape.of(2, 3));
    assertCompatible(true, Shape.of(2, -1), Shape.of(-1, 3));
    assertCompatible(true, Shape.scalar(), Shape.scalar());
    assertCompatible(false, Shape.of(2, -1), Shape.of(3, -1));
    assertCompatible(false, Shape.of(2, 3), Shape.of(2, 0));
    assertCompatible(false, ANY, Shape.scalar());
    assertCompatible(false, ANY, Shape.of(-1, -1));
  }

  @Test
  void unknownRankIsCompatibleWithEveryShape() {
    for (Shape shape : List.of(NOTHING, Shape.scalar(), ANY, Shape.of(2, 3))) {
      assertCompatible(true, NOTHING, shape);
    }
  }

  /// Q71.
  @Test
  void commonShapeKeepsTheDimensionsInWhichAllAgree() {
    assertEquals(Shape.of(1), Shape.common(List.of(Shape.of(1), Shape.of(1), Shape.of(1))));
    assertEquals(ANY, Shape.common(List.of(Shape.of(1), Shape.of(2))));
    assertEquals(ANY, Shape.common(List.of(Shape.of(1), Shape.of(2), Shape.of(1))));
    assertEquals(Shape.of(1, -1), Shape.common(List.of(Shape.of(1, 1), Shape.of(1, 2))));
    assertEquals(Shape.of(1, -1), Shape.common(List.of(Shape.of(1, 1), Shape.of(1, -1))));
    assertEquals(Shape.scalar(), Shape.common(List.of(Shape.scalar())));
  }

  /// Q71.
  @Test
  void commonShapeOfDifferentOrUnknownRanksIsUnknown() {
    assertSame(NOTHING, Shape.common(List.of(Shape.of(1, -1), Shape.of(1))));
    assertSame(NOTHING, Shape.common(List.of(Shape.of(1), NOTHING, Shape.of(1))));
    assertSame(NOTHING, Shape.common(List.of(NOTHING, NOTHING)));
    assertSame(NOTHING, Shape.common(List.of(Shape.scalar(), NOTHING)));
  }

  @Test
  void commonShapeOfNoneIsRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> Shape.common(List.of()));
    assertEquals("shapes: 0 (expected: at least 1)", e.getMessage());
  }

  private static void assertCompatible(boolean expected, Shape one, Shape other) {
    assertEquals(expected, one.isCompatibleWith(other), one + " " + other);
    assertEquals(expected, other.isCompatibleWith(one), other + " " + one);
  }
}
