package io.forebay.bench.measure;

/// The lowest control that lasted: one that agrees within 20 % with the one measured before or
/// after it. A single one far below all others is an accident of the two threads (28 ns were seen
/// between controls of 220), and no pair would count beside it.
final class LowestControl {
  private static final double AGREEMENT = 1.2;

  private double last;
  private double lowest;
  private double accident;

  /// Adds the next control, in ns.
  void add(double nanos) {
    if (last > 0 && Math.max(last, nanos) <= AGREEMENT * Math.min(last, nanos)) {
      lowest = least(lowest, Math.min(last, nanos));
    }
    accident = least(accident, nanos);
    last = nanos;
  }

  /// The lowest by now, in ns: while no two agree, of all; 0 if there was none.
  double nanos() {
    return lowest > 0 ? lowest : accident;
  }

  private static double least(double before, double nanos) {
    return before == 0 ? nanos : Math.min(before, nanos);
  }
}
