package io.forebay.bench.results;

import io.forebay.bench.rows.Metric;
import io.forebay.bench.rows.Row;
import io.forebay.bench.verdict.Counting;
import io.forebay.bench.verdict.Figures;
import io.forebay.bench.verdict.Pair;
import io.forebay.bench.verdict.Quartiles;
import io.forebay.bench.verdict.Status;
import io.forebay.bench.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says what pairs and samples mean for a row.
///
/// @param needed pairs that must count
/// @param lowest the lowest control of the run, in ns
public record Judge(int needed, double lowest) {
  /// The result of a row whose metric is absolute.
  public RowResult bySamples(Row row, List<Map<String, Double>> samples, @Nullable String failure) {
    if (failure != null || samples.isEmpty()) {
      return failed(row, List.of(), failure);
    }
    Figures figures = Figures.ofSamples(samples, row.metric());
    Verdict verdict = Verdict.of(row.goal(), row.metric(), figures, needed);
    return result(row, List.of(), List.of(), samples, null, figures, verdict);
  }

  /// The result of a row without peers.
  public RowResult alone(Row row, List<Pair> pairs, @Nullable String failure) {
    if (failure != null || pairs.isEmpty()) {
      return failed(row, List.of(), failure);
    }
    List<Pair> counted = Counting.recount(pairs, lowest);
    Figures figures = Figures.ofPairs(counted, row.metric());
    Verdict verdict = Verdict.of(row.goal(), row.metric(), figures, needed);
    return result(row, List.of(), counted, List.of(), null, figures, verdict);
  }

  /// The result of a row with peers. The best peer is the one that ours looks worst beside; a peer
  /// that was not measured, or too seldom, might be it.
  public RowResult byPeers(Row row, List<PeerResult> peers) {
    Optional<PeerResult> missing = peers.stream().filter(Judge::isMissing).findFirst();
    if (missing.isPresent()) {
      return failed(row, peers, missing.get().failure());
    }
    PeerResult best =
        peers.stream()
            .min(Comparator.comparingDouble(p -> standing(p, row.metric())))
            .orElseThrow();
    PeerResult judging =
        peers.stream().filter(p -> figures(p).counted() < needed).findFirst().orElse(best);
    Verdict verdict = Verdict.of(row.goal(), row.metric(), figures(judging), needed);
    if (judging != best && verdict.reason() != null) {
      verdict =
          new Verdict(verdict.status(), judging.contender().label() + ": " + verdict.reason());
    }
    String label = best.contender().label();
    return result(row, peers, List.of(), List.of(), label, figures(best), verdict);
  }

  /// The same row with pairs counted by another lowest control.
  public RowResult again(Row row, RowResult old) {
    if (row.metric().absolute()
        || old.status() == Status.SKIPPED
        || old.status() == Status.FAILED) {
      return old;
    }
    if (row.peers().isEmpty()) {
      return alone(row, old.alone(), null);
    }
    List<PeerResult> peers =
        old.peers().stream()
            .map(p -> PeerResult.of(p.contender(), p.pairs(), row.metric(), lowest, p.failure()))
            .toList();
    return byPeers(row, peers);
  }

  private static boolean isMissing(PeerResult peer) {
    return peer.failure() != null || peer.figures() == null;
  }

  private static double standing(PeerResult peer, Metric metric) {
    Quartiles ratio = figures(peer).judged();
    double median = ratio == null ? Double.NaN : ratio.median();
    return metric.higherIsBetter() ? median : -median;
  }

  private static Figures figures(PeerResult peer) {
    Figures figures = peer.figures();
    if (figures == null) {
      throw new IllegalStateException("peer: not measured (expected: a peer with pairs)");
    }
    return figures;
  }

  private static RowResult failed(Row row, List<PeerResult> peers, @Nullable String failure) {
    String reason = failure == null ? "nothing was measured" : failure;
    RowResult empty = RowResult.without(row, Status.FAILED, reason);
    return peers.isEmpty()
        ? empty
        : result(row, peers, List.of(), List.of(), null, null, new Verdict(Status.FAILED, reason));
  }

  private static RowResult result(
      Row row,
      List<PeerResult> peers,
      List<Pair> alone,
      List<Map<String, Double>> samples,
      @Nullable String judgedBy,
      @Nullable Figures figures,
      Verdict verdict) {
    return new RowResult(
        row.name(),
        row.work(),
        row.metric(),
        row.goal(),
        row.ours(),
        peers,
        alone,
        samples,
        judgedBy,
        figures,
        verdict.status(),
        verdict.reason());
  }
}
