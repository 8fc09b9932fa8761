package io.forebay.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.error.InvalidArgumentException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GaugeTest {
  @Test
  void itMeasuresWhenItIsRead() {
    AtomicInteger level = new AtomicInteger();
    Gauge gauge = new Gauge("level", level::get);
    level.set(3);
    assertEquals(3.0, gauge.read());
  }

  @Test
  void aPipelineListsThemByTheirNames() {
    try (Pipeline pipeline = new Pipeline("test")) {
      Gauge level = new Gauge("tank/level", () -> 1);
      assertSame(level, pipeline.add(level));
      pipeline.add(level);
      Gauge other = new Gauge("tank/level", () -> 2);
      assertThrows(InvalidArgumentException.class, () -> pipeline.add(other));
      assertEquals(List.of(level), pipeline.gauges());
      assertEquals("tank_1", pipeline.uniqueName("tank"));
    }
  }
}
