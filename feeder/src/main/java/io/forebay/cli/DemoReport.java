package io.forebay.cli;

/// How the demo ended.
///
/// @param accuracy share of the held-out digits that it recognised, 0 to 1
/// @param judged number of held-out digits
/// @param examples examples it learned from, repetitions included
/// @param examplesPerSecond examples a second while it trained
/// @param starvedFraction share of that time spent waiting for a batch, 0 to 1
record DemoReport(
    double accuracy, int judged, long examples, double examplesPerSecond, double starvedFraction) {
  /// As one JSON object.
  String toJson() {
    return new JsonLine()
        .number("accuracy", accuracy)
        .number("examples", examples)
        .number("examples_per_second", examplesPerSecond)
        .number("starved_fraction", starvedFraction)
        .toString();
  }
}
