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
  void isTheLowestOfAStateThatWasSeenThreeTimes() {
    add(400, 230, 220, 28, 250, 205, 29, 900);
    assertEquals(205, lowest.nanos());
  }

  @Test
  void isTheLowestOfAStateThatAQuarterOfAllAreIn() {
    for (int i = 0; i < 9; i++) {
      add(220);
    }
    add(28, 29, 30);
    assertEquals(28, lowest.nanos(), "3 of 12");
    add(220, 221, 222, 223);
    assertEquals(220, lowest.nanos(), "3 of 16");
  }

  @Test
  void isTheLowestOfAllWhileNoneIsInCompany() {
    add(400, 100, 900);
    assertEquals(100, lowest.nanos());
  }

  private void add(double... controls) {
    for (double control : controls) {
      lowest.add(control);
    }
  }
}
