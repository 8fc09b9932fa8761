package io.forebay.bench.measure;

import io.forebay.bench.verdict.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What one JVM saw.
///
/// @param rounds one after the other
/// @param allocation figures of ours that tell garbage
/// @param samples figures of ours alone
/// @param lowest the lowest control, in ns; 0 if there was none
/// @param failures by number of the contender, why it stopped
record Outcome(
    List<Round> rounds,
    List<Map<String, Double>> allocation,
    List<Map<String, Double>> samples,
    double lowest,
    Map<Integer, String> failures) {
  /// Ours with that peer; with nobody if it is 0.
  List<Pair> pairs(int jvm, int peer) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      Round round = rounds.get(i);
      Pair pair =
          peer == 0 ? round.alone(jvm, i + 1, lowest) : round.pair(jvm, i + 1, peer, lowest);
      if (pair != null) {
        pairs.add(pair);
      }
    }
    return pairs;
  }
}
