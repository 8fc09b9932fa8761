package io.forebay.soak;

import java.util.ArrayList;
import java.util.List;

/// The violations so far; the first few of them in full. Thread-safe.
final class Violations {
  private static final int KEPT = 20;

  private final List<Violation> first = new ArrayList<>(); // guarded by this, as the rest
  private long count;
  private long seed;

  /// A round with that seed begins.
  synchronized void begin(long roundSeed) {
    seed = roundSeed;
  }

  synchronized void add(Violation.What what, String detail) {
    count++;
    if (first.size() < KEPT) {
      first.add(new Violation(what, seed, detail));
    }
  }

  synchronized long count() {
    return count;
  }

  synchronized List<Violation> first() {
    return List.copyOf(first);
  }
}
