package io.forebay.bench.measure;

import io.forebay.bench.results.Judge;
import io.forebay.bench.results.PeerResult;
import io.forebay.bench.results.RowResult;
import io.forebay.bench.rows.Contender;
import io.forebay.bench.rows.Row;
import io.forebay.bench.verdict.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What all JVMs saw so far, by contender.
final class Observations {
  private final Map<List<Contender>, List<Pair>> pairs = new HashMap<>();
  private final Map<List<Contender>, String> failures = new HashMap<>();
  private final Map<Contender, Map<Part, List<Map<String, Double>>>> samples = new HashMap<>();
  private final LowestControl lowest = new LowestControl();

  /// The lowest control of all JVMs together, in ns; 0 if there was none.
  double lowest() {
    return lowest.nanos();
  }

  /// Adds what a JVM of that group saw.
  void add(Group group, int jvm, Outcome outcome) {
    outcome.rounds().forEach(round -> round.controls().forEach(lowest::add));
    String ours = outcome.failures().get(0);
    for (int peer = 1; peer <= group.peers().size(); peer++) {
      List<Contender> key = List.of(group.ours(), group.peers().get(peer - 1));
      pairs(key).addAll(outcome.pairs(jvm, peer));
      fail(key, ours != null ? ours : outcome.failures().get(peer));
    }
    if (isFirst(group)) {
      fail(List.of(group.ours()), ours);
      pairs(List.of(group.ours())).addAll(outcome.pairs(jvm, 0));
      samples(group.ours(), Part.ALLOCATION).addAll(outcome.allocation());
      samples(group.ours(), Part.SAMPLES).addAll(outcome.samples());
    }
  }

  /// Notes that a JVM of that group failed.
  void add(Group group, String failure) {
    group.peers().forEach(peer -> fail(List.of(group.ours(), peer), failure));
    if (isFirst(group)) {
      fail(List.of(group.ours()), failure);
    }
  }

  /// What they mean for a row.
  RowResult judge(Row row, Judge judge) {
    List<Contender> ours = List.of(row.ours());
    if (row.metric().absolute()) {
      return judge.bySamples(row, samples(row.ours(), Part.of(row.metric())), failures.get(ours));
    }
    if (row.peers().isEmpty()) {
      return judge.alone(row, pairs(ours), failures.get(ours));
    }
    List<PeerResult> peers = new ArrayList<>();
    for (Contender peer : row.peers()) {
      List<Contender> key = List.of(row.ours(), peer);
      peers.add(PeerResult.of(peer, pairs(key), row.metric(), judge.lowest(), failures.get(key)));
    }
    return judge.byPeers(row, peers);
  }

  /// What ours does alone is taken from one group only.
  private static boolean isFirst(Group group) {
    return group.rows().stream().anyMatch(row -> row.peers().isEmpty());
  }

  private List<Pair> pairs(List<Contender> key) {
    return pairs.computeIfAbsent(key, k -> new ArrayList<>());
  }

  private List<Map<String, Double>> samples(Contender ours, Part part) {
    return samples
        .computeIfAbsent(ours, k -> new HashMap<>())
        .computeIfAbsent(part, k -> new ArrayList<>());
  }

  private void fail(List<Contender> key, @Nullable String failure) {
    if (failure != null) {
      failures.putIfAbsent(key, failure);
    }
  }
}
