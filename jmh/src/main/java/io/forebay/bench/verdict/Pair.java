package io.forebay.bench.verdict;

import io.forebay.bench.rows.Metric;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Ours and a peer, one shortly after the other.
///
/// @param jvm the number of the JVM, from 1
/// @param round the number of the round in it, from 1
/// @param ours figures of ours by name
/// @param peer figures of the peer by name; null where there is no peer
/// @param controls nanoseconds of the control before and after each of the two
/// @param lowest the lowest control of that JVM, in ns
/// @param counts whether the controls let it count
public record Pair(
    int jvm,
    int round,
    Map<String, Double> ours,
    @Nullable Map<String, Double> peer,
    List<Double> controls,
    double lowest,
    boolean counts) {
  /// A pair; lists and maps are copied, figures in the order of their names.
  public Pair {
    ours = Collections.unmodifiableMap(new TreeMap<>(ours));
    peer = peer == null ? null : Collections.unmodifiableMap(new TreeMap<>(peer));
    controls = List.copyOf(controls);
  }

  /// Ours by the peer's.
  ///
  /// @throws IllegalStateException without a peer
  public double ratio(Metric metric) {
    if (peer == null) {
      throw new IllegalStateException("pair: without a peer (expected: one with a peer)");
    }
    return metric.of(ours) / metric.of(peer);
  }

  /// Ours in terms of the control: elements in the time of one round trip, or a latency in round
  /// trips.
  public double perControl(Metric metric) {
    double figure = metric.of(ours);
    return metric.higherIsBetter() ? figure * control() / 1e9 : figure / control();
  }

  /// Mean of the controls, in ns.
  public double control() {
    return controls.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /// The same pair, counting or not.
  Pair counting(boolean does) {
    return does == counts ? this : new Pair(jvm, round, ours, peer, controls, lowest, does);
  }
}
