package io.forebay.bench.rows;

import com.google.gson.annotations.SerializedName;
import java.util.Map;

/// What of a run is compared.
public enum Metric {
  /// Elements that arrived, a second.
  @SerializedName("elements")
  ELEMENTS("elements", "elements/s", true, false),
  /// Median latency.
  @SerializedName("p50")
  P50("p50", "ns", false, false),
  /// 99th percentile of latency.
  @SerializedName("p99")
  P99("p99", "ns", false, false),
  /// Bytes that all threads together allocate for an operation; ours alone.
  @SerializedName("allocated")
  ALLOCATED("allocated", "B/op", false, true),
  /// Percent of one core; ours alone.
  @SerializedName("share")
  SHARE("percentOfACore", "% of a core", false, true);

  private static final String SCORE = "score";

  private final String key;
  private final String unit;
  private final boolean higherIsBetter;
  private final boolean absolute;

  Metric(String key, String unit, boolean higherIsBetter, boolean absolute) {
    this.key = key;
    this.unit = unit;
    this.higherIsBetter = higherIsBetter;
    this.absolute = absolute;
  }

  /// Its figure among those of a run. A benchmark that counts no elements counts operations.
  ///
  /// @throws IllegalArgumentException if the run has no such figure
  public double of(Map<String, Double> figures) {
    Double figure = figures.get(key);
    if (figure == null && this == ELEMENTS) {
      figure = figures.get(SCORE);
    }
    if (figure == null) {
      throw new IllegalArgumentException(
          "figures: " + figures.keySet() + " (expected: one named " + key + ")");
    }
    return figure;
  }

  /// Its unit.
  public String unit() {
    return unit;
  }

  /// Whether more is better.
  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /// Whether it is judged by itself, not as a ratio to a peer.
  public boolean absolute() {
    return absolute;
  }

  /// Whether it is a latency.
  public boolean latency() {
    return this == P50 || this == P99;
  }
}
