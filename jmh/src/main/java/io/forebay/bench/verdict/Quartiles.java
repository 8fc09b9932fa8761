package io.forebay.bench.verdict;

import java.util.Arrays;

/// Median and quartiles, interpolated between neighbours.
///
/// @param lower a quarter of the values is not above it
/// @param median half of the values is not above it
/// @param upper three quarters of the values are not above it
public record Quartiles(double lower, double median, double upper) {
  /// Those of that many values; one or more.
  ///
  /// @throws IllegalArgumentException without a value
  public static Quartiles of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("values: none (expected: at least one)");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
