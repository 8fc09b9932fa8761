package io.forebay.bench.verdict;

import java.util.List;
import java.util.stream.DoubleStream;

/// Which pairs count: those whose controls agree with one another and with the lowest of their JVM,
/// so both sides met the machine at the same speed, and at its best. A JVM that never saw the
/// machine at its best, or never saw it as the others did, is told by the lowest control of all
/// JVMs.
public final class Counting {
  /// How much higher or lower than another of the same JVM a control may be.
  private static final double WITHIN_JVM = 1.2;

  /// How much higher or lower than the lowest of all JVMs; where things lie in memory makes a
  /// difference, but not as much as the speed of the machine.
  private static final double BETWEEN_JVMS = 1.5;

  private Counting() {}

  /// Whether a pair counts.
  ///
  /// @param lowest the lowest control of all JVMs of the run together, in ns
  public static boolean counts(Pair pair, double lowest) {
    List<Double> controls = pair.controls();
    double least = stream(controls).min().orElse(0);
    double most = stream(controls).max().orElse(Double.POSITIVE_INFINITY);
    return least > 0
        && most <= WITHIN_JVM * least
        && isNear(least, most, pair.lowest(), WITHIN_JVM)
        && isNear(least, most, lowest, BETWEEN_JVMS);
  }

  private static boolean isNear(double least, double most, double lowest, double factor) {
    return most <= factor * lowest && factor * least >= lowest;
  }

  /// The same pairs, each told whether it counts.
  public static List<Pair> recount(List<Pair> pairs, double lowest) {
    return pairs.stream().map(pair -> pair.counting(counts(pair, lowest))).toList();
  }

  private static DoubleStream stream(List<Double> controls) {
    return controls.stream().mapToDouble(Double::doubleValue);
  }
}
