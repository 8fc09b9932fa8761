package io.forebay.bench.results;

import io.forebay.bench.rows.Contender;
import io.forebay.bench.rows.Metric;
import io.forebay.bench.verdict.Counting;
import io.forebay.bench.verdict.Figures;
import io.forebay.bench.verdict.Pair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ours beside one peer.
///
/// @param contender the peer
/// @param figures what the pairs come to; null if there is none
/// @param pairs all pairs, counting or not
/// @param failure why there are none, or not enough; null if all went well
public record PeerResult(
    Contender contender, @Nullable Figures figures, List<Pair> pairs, @Nullable String failure) {
  /// A result; the list is copied.
  public PeerResult {
    pairs = List.copyOf(pairs);
  }

  /// The pairs that the figures are about: those that count, or all if none does.
  public List<Pair> shown() {
    List<Pair> counting = pairs.stream().filter(Pair::counts).toList();
    return counting.isEmpty() ? pairs : counting;
  }

  /// The result of these pairs.
  public static PeerResult of(
      Contender peer, List<Pair> pairs, Metric metric, double lowest, @Nullable String failure) {
    List<Pair> counted = Counting.recount(pairs, lowest);
    Figures figures = counted.isEmpty() ? null : Figures.ofPairs(counted, metric);
    return new PeerResult(peer, figures, counted, failure);
  }
}
