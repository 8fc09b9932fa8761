package io.forebay.bench.results;

import io.forebay.bench.rows.Metric;
import io.forebay.bench.verdict.Quartiles;
import java.util.Locale;

/// Figures for people.
public final class Text {
  private static final double THOUSAND = 1e3;
  private static final double MILLION = 1e6;
  private static final double BILLION = 1e9;

  private Text() {}

  /// A figure with its unit, such as `96.1 M/s` or `1.2 µs`.
  public static String figure(double figure, Metric metric) {
    return switch (metric) {
      case ELEMENTS -> scaled(figure, " G", " M", " k", " ") + "/s";
      case P50, P99 -> nanos(figure);
      case ALLOCATED -> format("%.4f", figure) + " " + metric.unit();
      case SHARE -> format("%.2f", figure) + " " + metric.unit();
    };
  }

  /// A time, such as `98 ns`.
  public static String nanos(double nanos) {
    return nanos < THOUSAND
        ? format("%.0f", nanos) + " ns"
        : scaled(nanos, " s", " ms", " µs", " ns");
  }

  /// A ratio, such as `1.28`.
  public static String ratio(double ratio) {
    double size = Math.abs(ratio);
    return format(size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", ratio);
  }

  /// A ratio with its quartiles, such as `1.28 (1.21 to 1.33)`.
  public static String ratio(Quartiles ratio) {
    return ratio(ratio.median())
        + " ("
        + ratio(ratio.lower())
        + " to "
        + ratio(ratio.upper())
        + ")";
  }

  private static String scaled(double figure, String g, String m, String k, String one) {
    double size = Math.abs(figure);
    if (size >= BILLION) {
      return digits(figure / BILLION) + g;
    }
    if (size >= MILLION) {
      return digits(figure / MILLION) + m;
    }
    return size >= THOUSAND ? digits(figure / THOUSAND) + k : digits(figure) + one;
  }

  /// Three digits that matter.
  private static String digits(double figure) {
    return ratio(figure);
  }

  private static String format(String format, double figure) {
    String text = String.format(Locale.ROOT, format, figure);
    return text.matches("-[0.]+") ? text.substring(1) : text;
  }
}
