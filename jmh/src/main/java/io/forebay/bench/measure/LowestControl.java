package io.forebay.bench.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The lowest control of a state in which the machine stays: a quarter of all controls, and at
/// least three, lie within 20 % above it.
///
/// A virtual machine whose two cores happen to be one for a while shows 30 ns among hundreds of
/// controls of 220; too few pairs are measured meanwhile, and no other would count beside them.
final class LowestControl {
  private static final double SAME_STATE = 1.2;
  private static final int LEAST = 3;
  private static final int ONE_IN = 4;

  private final List<Double> controls = new ArrayList<>();

  /// Adds a control, in ns.
  void add(double nanos) {
    controls.add(nanos);
  }

  /// The lowest by now, in ns: of all, while none is in company; 0 if there was none.
  double nanos() {
    List<Double> sorted = new ArrayList<>(controls);
    Collections.sort(sorted);
    int company = Math.max(LEAST, sorted.size() / ONE_IN);
    for (int i = 0; i + company <= sorted.size(); i++) {
      if (sorted.get(i + company - 1) <= SAME_STATE * sorted.get(i)) {
        return sorted.get(i);
      }
    }
    return sorted.isEmpty() ? 0 : sorted.getFirst();
  }
}
