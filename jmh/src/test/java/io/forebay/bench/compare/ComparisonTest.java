package io.forebay.bench.compare;

import static io.forebay.bench.Fixtures.result;
import static io.forebay.bench.Fixtures.results;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.bench.Fixtures;
import io.forebay.bench.results.Results;
import io.forebay.bench.rows.Goal;
import io.forebay.bench.rows.Metric;
import io.forebay.bench.verdict.Quartiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static Results with(double... ratios) {
    return results(null, result("fifo", Goal.atLeast(1), ratios));
  }

  @Test
  void theSameResultsKept() {
    Comparison comparison = Comparison.of(Fixtures.results(), Fixtures.results());
    assertFalse(comparison.anyFell(0));
    assertEquals(List.of(), comparison.gone());
    assertEquals(List.of(), comparison.added());
  }

  @Test
  void aRatioThatFellBeyondItsQuartilesAndTheMarginIsTold() {
    Comparison comparison = Comparison.of(with(2, 2, 2), with(1.7, 1.7, 1.7));
    assertTrue(comparison.anyFell(10));
    assertFalse(comparison.anyFell(20));
    assertEquals(
        "fell    fifo, to Disruptor: 1.70 (1.70 to 1.70), was 2.00 (2.00 to 2.00) (-15 %)",
        comparison.changes().getFirst().line(10));
  }

  @Test
  void quartilesThatMeetAreNoFall() {
    assertFalse(Comparison.of(with(1.5, 2, 2.5), with(1.4, 1.7, 1.9)).anyFell(0));
  }

  @Test
  void oursIsComparedInTermsOfTheControlToo() {
    List<Change> changes = Comparison.of(with(2, 2, 2), with(1, 1, 1)).changes();
    assertEquals(
        List.of("Disruptor", "the control"), changes.stream().map(Change::against).toList());
    assertTrue(changes.getLast().fell(10));
  }

  @Test
  void aLatencyFallsByGrowing() {
    Change slower =
        new Change("r", "p", Metric.P50, new Quartiles(1, 1, 1), new Quartiles(1.2, 1.2, 1.2));
    Change faster =
        new Change("r", "p", Metric.P50, new Quartiles(1, 1, 1), new Quartiles(0.5, 0.5, 0.5));
    assertTrue(slower.fell(10));
    assertFalse(slower.fell(25));
    assertFalse(faster.fell(0));
  }

  @Test
  void rowsOfOneSideAreListed() {
    Comparison comparison =
        Comparison.of(
            results(null, result("old", Goal.NONE, 1, 1, 1)),
            results(null, result("new", Goal.NONE, 1, 1, 1)));
    assertEquals(List.of("old"), comparison.gone());
    assertEquals(List.of("new"), comparison.added());
    assertEquals(List.of(), comparison.changes());
  }

  @Test
  void absoluteFiguresAreNotCompared() {
    Results allocation = results(null, Fixtures.allocation());
    assertEquals(List.of(), Comparison.of(allocation, allocation).changes());
  }
}
