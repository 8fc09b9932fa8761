package io.forebay.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// What grows is told from what warms up.
class SeriesTest {
  private static Series of(int minutes, DoubleUnaryOperator value) {
    Series series = new Series();
    for (int second = 0; second <= 60 * minutes; second += 5) {
      series.add(second, value.applyAsDouble(second / 60.0));
    }
    return series;
  }

  @Test
  void aLeakGrows() {
    Series leak = of(60, minute -> 100 + 2 * minute);
    assertTrue(leak.canBeJudged(120));
    assertEquals(60, leak.growth(), 1);
    assertEquals(2, leak.slopeAMinute(), 0.01);
    assertEquals(220, leak.highest(), 0.1);
  }

  @Test
  void whatOnlyWarmsUpDoesNot() {
    Series warm = of(60, minute -> minute < 10 ? 100 + 10 * minute : 200);
    assertEquals(0, warm.growth(), 0.01);
    assertEquals(0, warm.slopeAMinute(), 0.01);
  }

  @Test
  void aShortTimeTellsNothing() {
    assertFalse(of(1, minute -> minute).canBeJudged(120));
    Series few = new Series();
    few.add(0, 1);
    few.add(1_000, 2);
    assertFalse(few.canBeJudged(120));
  }
}
