package io.forebay.bench.measure;

import io.forebay.bench.verdict.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every contender once, and the control before the first, between any two, and after the last.
///
/// @param order numbers of the contenders, ours is 0
/// @param figures what each of them saw
/// @param controls nanoseconds; one more than contenders
record Round(List<Integer> order, List<Map<String, Double>> figures, List<Double> controls) {
  /// Ours and that peer as they were in it; null if one of them was not.
  @Nullable Pair pair(int jvm, int round, int peer, double lowest) {
    int ours = order.indexOf(0);
    int theirs = order.indexOf(peer);
    if (ours < 0 || theirs < 0) {
      return null;
    }
    return new Pair(
        jvm, round, figures.get(ours), figures.get(theirs), around(ours, theirs), lowest, false);
  }

  /// Ours as it was in it; null if it was not.
  @Nullable Pair alone(int jvm, int round, double lowest) {
    int ours = order.indexOf(0);
    return ours < 0
        ? null
        : new Pair(jvm, round, figures.get(ours), null, around(ours, ours), lowest, false);
  }

  /// The controls just before and after those two places.
  private List<Double> around(int first, int second) {
    List<Double> around = new ArrayList<>();
    for (int place : new TreeSet<>(Arrays.asList(first, first + 1, second, second + 1))) {
      around.add(controls.get(place));
    }
    return around;
  }
}
