package io.forebay.bench.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class QuartilesTest {
  @Test
  void oneValueIsAllThree() {
    assertEquals(new Quartiles(7, 7, 7), Quartiles.of(7));
  }

  @Test
  void betweenNeighboursTheyAreInterpolated() {
    assertEquals(new Quartiles(1.75, 2.5, 3.25), Quartiles.of(4, 1, 3, 2));
  }

  @Test
  void ofFiveTheyAreValues() {
    assertEquals(new Quartiles(2, 3, 4), Quartiles.of(5, 4, 3, 2, 1));
  }

  @Test
  void noValueIsRefused() {
    assertThrows(IllegalArgumentException.class, Quartiles::of);
  }
}
