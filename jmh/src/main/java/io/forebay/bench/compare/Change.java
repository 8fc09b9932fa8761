package io.forebay.bench.compare;

import io.forebay.bench.results.Text;
import io.forebay.bench.rows.Metric;
import io.forebay.bench.verdict.Quartiles;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One ratio, then and now.
///
/// @param row name of the row
/// @param against the peer's label, or the control
/// @param metric of the row
/// @param then the old ratio with its quartiles; null if there is none that counts
/// @param now the new one; null if there is none that counts
public record Change(
    String row, String against, Metric metric, @Nullable Quartiles then, @Nullable Quartiles now) {
  private static final double PERCENT = 100;

  /// Whether it got worse by more than that many percent, even if the new one is taken at its
  /// better quartile and the old one at its worse.
  public boolean fell(double marginPercent) {
    if (then == null || now == null) {
      return false;
    }
    double margin = marginPercent / PERCENT;
    return metric.higherIsBetter()
        ? now.upper() < then.lower() * (1 - margin)
        : now.lower() > then.upper() * (1 + margin);
  }

  /// One line.
  public String line(double marginPercent) {
    String verdict = then == null || now == null ? "open" : fell(marginPercent) ? "fell" : "kept";
    return String.format(
        "%-7s %s, to %s: %s, was %s%s", verdict, row, against, text(now), text(then), relative());
  }

  private String relative() {
    if (then == null || now == null || then.median() == 0) {
      return "";
    }
    return String.format(Locale.ROOT, " (%+.0f %%)", PERCENT * (now.median() / then.median() - 1));
  }

  private static String text(@Nullable Quartiles ratio) {
    return ratio == null ? "not known" : Text.ratio(ratio);
  }
}
