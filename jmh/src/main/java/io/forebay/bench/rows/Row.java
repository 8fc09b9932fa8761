package io.forebay.bench.rows;

import java.util.List;

/// A row of the table: work, ours, and whom it is compared with.
///
/// @param name short, unique; what a pattern is matched with
/// @param work for people
/// @param ours our side
/// @param peers the other side: the best of them is the one that ours is judged by. Empty where the
///   metric is absolute, or where there is nobody to compare with
/// @param metric what is compared
/// @param goal what must be reached
public record Row(
    String name, String work, Contender ours, List<Contender> peers, Metric metric, Goal goal) {
  /// A row; its lists are copied.
  public Row {
    peers = List.copyOf(peers);
  }

  /// Whether a peer, or ours, is TensorFlow.
  public boolean needsTensorFlow() {
    return ours.needsTensorFlow() || peers.stream().anyMatch(Contender::needsTensorFlow);
  }
}
