package io.forebay.bench.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.forebay.bench.rows.Goal;
import io.forebay.bench.rows.Metric;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final int NEEDED = 15;

  private static Figures figures(double lower, double median, double upper, int counted) {
    Quartiles ratio = new Quartiles(lower, median, upper);
    return new Figures(ratio, 1, 1.0, 100.0, ratio, counted, 60);
  }

  private static Status status(Goal goal, Metric metric, double lower, double upper) {
    double median = (lower + upper) / 2;
    return Verdict.of(goal, metric, figures(lower, median, upper, NEEDED), NEEDED).status();
  }

  @Test
  void atLeast_isMetFromTheLowerQuartileOn() {
    assertEquals(Status.MET, status(Goal.atLeast(1.2), Metric.ELEMENTS, 1.2, 1.5));
  }

  @Test
  void atLeast_isShortWhenTheUpperQuartileIsBelow() {
    assertEquals(Status.SHORT, status(Goal.atLeast(1.2), Metric.ELEMENTS, 1.0, 1.19));
  }

  @Test
  void atLeast_isOpenWhenTheQuartilesAreAroundIt() {
    assertEquals(Status.OPEN, status(Goal.atLeast(1.2), Metric.ELEMENTS, 1.19, 1.2));
  }

  @Test
  void atMost_isMirrored() {
    assertEquals(Status.MET, status(Goal.atMost(1.15), Metric.P50, 1.0, 1.15));
    assertEquals(Status.OPEN, status(Goal.atMost(1.15), Metric.P50, 1.15, 1.16));
    assertEquals(Status.SHORT, status(Goal.atMost(1.15), Metric.P50, 1.16, 1.2));
  }

  @Test
  void below_doesNotTakeTheBoundItself() {
    assertEquals(Status.MET, status(Goal.below(0.05), Metric.ALLOCATED, 0, 0.049));
    assertEquals(Status.OPEN, status(Goal.below(0.05), Metric.ALLOCATED, 0, 0.05));
    assertEquals(Status.SHORT, status(Goal.below(0.05), Metric.ALLOCATED, 0.05, 0.05));
  }

  @Test
  void withTooFewPairsItIsOpen_howeverGoodTheyLook() {
    Verdict verdict =
        Verdict.of(Goal.atLeast(1), Metric.ELEMENTS, figures(5, 6, 7, NEEDED - 1), NEEDED);
    assertEquals(Status.OPEN, verdict.status());
    assertEquals("only 14 of 60 pairs count (expected: 15)", verdict.reason());
  }

  @Test
  void anAbsoluteMetricNeedsNoPairs() {
    Verdict verdict = Verdict.of(Goal.below(1), Metric.SHARE, figures(0.1, 0.2, 0.3, 3), NEEDED);
    assertEquals(Status.MET, verdict.status());
    assertNull(verdict.reason());
  }

  @Test
  void withoutAGoalItIsSeen() {
    assertEquals(Status.SEEN, status(Goal.NONE, Metric.ELEMENTS, 1, 2));
  }
}
