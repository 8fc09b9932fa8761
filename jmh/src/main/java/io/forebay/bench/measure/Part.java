package io.forebay.bench.measure;

import io.forebay.bench.rows.Metric;

/// What a JVM does.
public enum Part {
  /// Rounds of all contenders with the control in between.
  PAIRS,
  /// Iterations of ours that count garbage.
  ALLOCATION,
  /// Iterations of ours alone.
  SAMPLES;

  /// The part that tells that metric.
  static Part of(Metric metric) {
    return switch (metric) {
      case ELEMENTS, P50, P99 -> PAIRS;
      case ALLOCATED -> ALLOCATION;
      case SHARE -> SAMPLES;
    };
  }
}
