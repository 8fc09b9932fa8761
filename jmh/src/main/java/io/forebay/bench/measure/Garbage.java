package io.forebay.bench.measure;

import java.util.Map;
import java.util.TreeMap;

/// What an operation allocates. JMH's own garbage, and that of setting up, is the same in a short
/// iteration and in a long one; what the long one has beyond it is that of the operations.
final class Garbage {
  /// Figure of a run: bytes that all threads allocated.
  static final String BYTES = "gc.bytes";

  /// Figure of a run: operations of all threads.
  static final String OPERATIONS = "gc.operations";

  private static final String PER_OPERATION = "allocated";
  private static final String AROUND = "gc.bytes.around";

  private Garbage() {}

  /// The figures of the long run, with those of an operation, and what is around them, in bytes.
  static Map<String, Double> between(Map<String, Double> brief, Map<String, Double> lasting) {
    double operations = figure(lasting, OPERATIONS) - figure(brief, OPERATIONS);
    double each = (figure(lasting, BYTES) - figure(brief, BYTES)) / Math.max(1, operations);
    Map<String, Double> figures = new TreeMap<>(lasting);
    figures.put(PER_OPERATION, each);
    figures.put(AROUND, figure(brief, BYTES) - each * figure(brief, OPERATIONS));
    return figures;
  }

  private static double figure(Map<String, Double> figures, String name) {
    Double figure = figures.get(name);
    if (figure == null) {
      throw new IllegalArgumentException(
          "figures: " + figures.keySet() + " (expected: one named " + name + ")");
    }
    return figure;
  }
}
