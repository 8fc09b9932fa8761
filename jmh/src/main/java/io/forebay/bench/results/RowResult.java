package io.forebay.bench.results;

import io.forebay.bench.rows.Contender;
import io.forebay.bench.rows.Goal;
import io.forebay.bench.rows.Metric;
import io.forebay.bench.rows.Row;
import io.forebay.bench.verdict.Figures;
import io.forebay.bench.verdict.Pair;
import io.forebay.bench.verdict.Status;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was seen of one row.
///
/// @param name the row's
/// @param work the row's
/// @param metric the row's
/// @param goal the row's
/// @param ours our side
/// @param peers the other sides, each with its pairs
/// @param alone pairs of ours without a peer, where the row has no peers
/// @param samples figures of ours alone, where the metric is absolute
/// @param judgedBy the label of the peer that the verdict is about: the best one; null without
///   peers
/// @param figures those that the verdict is about; null if nothing was measured
/// @param status the verdict
/// @param reason why, where the figures do not tell
public record RowResult(
    String name,
    String work,
    Metric metric,
    Goal goal,
    Contender ours,
    List<PeerResult> peers,
    List<Pair> alone,
    List<Map<String, Double>> samples,
    @Nullable String judgedBy,
    @Nullable Figures figures,
    Status status,
    @Nullable String reason) {
  /// A result, nothing of it missing; lists are copied.
  public RowResult {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(goal, "goal");
    Objects.requireNonNull(ours, "ours");
    Objects.requireNonNull(status, "status");
    peers = List.copyOf(peers);
    alone = List.copyOf(alone);
    samples = List.copyOf(samples);
  }

  /// A row that was not measured.
  public static RowResult without(Row row, Status status, String reason) {
    List<PeerResult> peers =
        row.peers().stream().map(p -> new PeerResult(p, null, List.of(), null)).toList();
    return new RowResult(
        row.name(),
        row.work(),
        row.metric(),
        row.goal(),
        row.ours(),
        peers,
        List.of(),
        List.of(),
        null,
        null,
        status,
        reason);
  }

  /// The peer that the verdict is about, or null.
  public @Nullable PeerResult judgingPeer() {
    return peers.stream()
        .filter(peer -> peer.contender().label().equals(judgedBy))
        .findFirst()
        .orElse(null);
  }
}
