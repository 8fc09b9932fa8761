package io.forebay.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.bench.measure.Bench.ContenderFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlFigureTest {
  @Test
  void itIsTheMedian_whateverTheMeanSays() throws ContenderFailure {
    assertEquals(205, ControlFigure.nanos(Map.of("score", 435.3, "p0.50", 205.0, "p1.00", 9e6)));
  }

  @Test
  void withoutSamplesItSaysNothing() {
    assertEquals(
        "control: p0.50 of {score=19.0} (expected: above 0)",
        assertThrows(ContenderFailure.class, () -> ControlFigure.nanos(Map.of("score", 19.0)))
            .getMessage());
  }
}
