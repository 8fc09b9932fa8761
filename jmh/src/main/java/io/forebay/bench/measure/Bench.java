package io.forebay.bench.measure;

import io.forebay.bench.rows.Contender;
import java.util.Map;

/// Runs contenders.
interface Bench {
  /// What to look at, and whether the run is one to keep.
  enum Kind {
    /// Not kept.
    WARMUP,
    /// Not kept, but its figures are, beside each pair.
    CONTROL,
    /// Kept.
    MEASURED,
    /// Kept, garbage looked at.
    GARBAGE
  }

  /// Runs a contender once, for about that long; figures by name.
  Map<String, Double> run(Contender contender, long millis, Kind kind)
      throws ContenderFailure, InterruptedException;

  /// A contender that cannot be run; the message says why.
  final class ContenderFailure extends Exception {
    private static final long serialVersionUID = 1L;

    ContenderFailure(String message, Throwable cause) {
      super(message, cause);
    }

    ContenderFailure(String message) {
      super(message);
    }
  }
}
