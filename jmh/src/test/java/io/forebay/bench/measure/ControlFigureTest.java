package io.forebay.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlFigureTest {
  @Test
  void theSlowerThreadTells() {
    assertEquals(
        300,
        ControlFigure.nanos(
            Map.of("score", 160.0, "ask", 300.0, "answer", 20.0, "operations", 170_000.0), 50));
  }

  @Test
  void threadsThatDidNextToNothingSayNothing() {
    assertEquals(
        50e6,
        ControlFigure.nanos(
            Map.of("score", 19.0, "ask", 20.0, "answer", 18.0, "operations", 2.0), 50));
  }
}
