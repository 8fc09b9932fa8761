package io.forebay.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Samples of something that should not grow. Not thread-safe.
final class Series {
  private static final int LEAST_SAMPLES = 12;

  private final List<Double> seconds = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  void add(double atSeconds, double value) {
    seconds.add(atSeconds);
    values.add(value);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  double highest() {
    return values.stream().mapToDouble(v -> v).max().orElse(0);
  }

  double last() {
    return values.isEmpty() ? 0 : values.getLast();
  }

  /// True if there are enough samples over enough time to tell whether it grows.
  boolean canBeJudged(double leastSeconds) {
    return values.size() >= LEAST_SAMPLES && seconds.getLast() - seconds.getFirst() >= leastSeconds;
  }

  /// How much the last quarter lies above the second: in the first, things warm up.
  double growth() {
    return median(0.75, 1) - median(0.25, 0.5);
  }

  /// The median between two moments, given as shares of the whole time.
  double median(double from, double to) {
    double start = seconds.getFirst();
    double span = seconds.getLast() - start;
    double[] sorted =
        IntStream.range(0, values.size())
            .filter(i -> seconds.get(i) - start >= from * span)
            .filter(i -> seconds.get(i) - start <= to * span)
            .mapToDouble(values::get)
            .toArray();
    Arrays.sort(sorted);
    return sorted.length == 0 ? last() : sorted[sorted.length / 2];
  }

  /// Growth a minute over the second half: the slope of the least-squares line.
  double slopeAMinute() {
    int n = values.size() - values.size() / 2;
    List<Double> x = seconds.subList(values.size() - n, values.size());
    List<Double> y = values.subList(values.size() - n, values.size());
    double meanX = x.stream().mapToDouble(v -> v).average().orElse(0);
    double meanY = y.stream().mapToDouble(v -> v).average().orElse(0);
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < n; i++) {
      covariance += (x.get(i) - meanX) * (y.get(i) - meanY);
      variance += (x.get(i) - meanX) * (x.get(i) - meanX);
    }
    return variance == 0 ? 0 : 60 * covariance / variance;
  }
}
