package io.forebay.bench.measure;

import java.util.Map;

/// What a run of the control says.
final class ControlFigure {
  private static final double NANOS_PER_MILLI = 1e6;

  /// A thread that was at it for less than this share of the time says nothing.
  private static final double LEAST_SHARE = 0.5;

  private ControlFigure() {}

  /// Nanoseconds of a round trip: those of the slower thread, as a thread that had no core for most
  /// of the time looks fast, since nobody waits for it at the end. The whole time if both were
  /// such.
  ///
  /// @param figures of the run: scores of all threads and of each
  /// @param millis how long it was to be
  static double nanos(Map<String, Double> figures, long millis) {
    double slowest = 0;
    for (Map.Entry<String, Double> figure : figures.entrySet()) {
      if (!figure.getKey().equals(JmhBench.OPERATIONS)) {
        slowest = Math.max(slowest, figure.getValue());
      }
    }
    Double operations = figures.get(JmhBench.OPERATIONS);
    double all = millis * NANOS_PER_MILLI;
    boolean idle = operations != null && slowest * operations < LEAST_SHARE * all;
    return idle ? all : slowest;
  }
}
