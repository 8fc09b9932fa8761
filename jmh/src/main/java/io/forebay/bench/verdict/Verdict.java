package io.forebay.bench.verdict;

import io.forebay.bench.rows.Goal;
import io.forebay.bench.rows.Metric;
import org.jspecify.annotations.Nullable;

/// What is said about a row, and why, where the figures do not tell.
///
/// @param status the verdict
/// @param reason null where the figures tell
public record Verdict(Status status, @Nullable String reason) {
  /// What these figures say about the goal. Ratios need `needed` pairs that count.
  public static Verdict of(Goal goal, Metric metric, Figures figures, int needed) {
    if (!metric.absolute() && figures.counted() < needed) {
      String reason =
          "only "
              + figures.counted()
              + " of "
              + figures.measured()
              + " pairs count (expected: "
              + needed
              + ")";
      return new Verdict(Status.OPEN, reason);
    }
    Quartiles judged = figures.judged();
    if (!goal.exists() || judged == null) {
      return new Verdict(Status.SEEN, null);
    }
    boolean moreIsBetter = goal.kind() == Goal.Kind.AT_LEAST;
    double worse = moreIsBetter ? judged.lower() : judged.upper();
    double better = moreIsBetter ? judged.upper() : judged.lower();
    if (goal.reachedBy(worse)) {
      return new Verdict(Status.MET, null);
    }
    return new Verdict(goal.reachedBy(better) ? Status.OPEN : Status.SHORT, null);
  }
}
