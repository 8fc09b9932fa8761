package io.forebay.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LowestControlTest {
  private final LowestControl lowest = new LowestControl();

  @Test
  void isZeroWhereThereWasNone() {
    assertEquals(0, lowest.nanos());
  }

  @Test
  void isTheLowestOfTwoThatAgree() {
    add(400, 230, 220, 28, 250, 210, 205, 900);
    assertEquals(205, lowest.nanos());
  }

  @Test
  void isTheLowestOfAllWhileNoTwoAgree() {
    add(400, 100, 900);
    assertEquals(100, lowest.nanos());
  }

  private void add(double... controls) {
    for (double control : controls) {
      lowest.add(control);
    }
  }
}
