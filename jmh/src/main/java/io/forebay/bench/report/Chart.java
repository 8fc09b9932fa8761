package io.forebay.bench.report;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a chart shows.
///
/// @param file its name, without the ending
/// @param title above it
/// @param x below it
/// @param y beside it
/// @param kind how it is drawn
/// @param series by label: figures by what is on the x axis
record Chart(
    String file,
    String title,
    String x,
    String y,
    Kind kind,
    Map<String, Map<String, Double>> series) {
  /// How a chart is drawn.
  enum Kind {
    /// Lines over numbers, both axes logarithmic.
    LINES,
    /// Bars over words.
    BARS,
    /// Lines over words, on a logarithmic axis.
    STEPS
  }

  /// An empty one.
  static Chart of(String file, String title, String x, String y, Kind kind) {
    return new Chart(file, title, x, y, kind, new LinkedHashMap<>());
  }

  /// Adds a figure; the first one at a place stays.
  void put(String label, String at, double figure) {
    series.computeIfAbsent(label, k -> new LinkedHashMap<>()).putIfAbsent(at, figure);
  }

  boolean isEmpty() {
    return series.isEmpty();
  }
}
