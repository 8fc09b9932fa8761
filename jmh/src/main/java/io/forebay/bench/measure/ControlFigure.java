package io.forebay.bench.measure;

import io.forebay.bench.measure.Bench.ContenderFailure;
import java.util.Map;

/// What a run of the control says.
final class ControlFigure {
  /// JMH's name of the median of samples.
  static final String MEDIAN = "p0.50";

  private ControlFigure() {}

  /// Nanoseconds of a round trip, the median of many samples.
  ///
  /// @param figures of the run
  /// @throws ContenderFailure if there is no such figure
  static double nanos(Map<String, Double> figures) throws ContenderFailure {
    double nanos = figures.getOrDefault(MEDIAN, 0.0);
    if (nanos <= 0) {
      throw new ContenderFailure("control: " + MEDIAN + " of " + figures + " (expected: above 0)");
    }
    return nanos;
  }
}
