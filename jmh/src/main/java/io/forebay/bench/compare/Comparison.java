package io.forebay.bench.compare;

import io.forebay.bench.results.PeerResult;
import io.forebay.bench.results.Results;
import io.forebay.bench.results.RowResult;
import io.forebay.bench.verdict.Figures;
import io.forebay.bench.verdict.Quartiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Results beside older ones. Only ratios are compared: to the peers of the same run, and to the
/// control of the same run; the machine may have been another one, or at another speed.
///
/// @param changes of rows that both have
/// @param gone rows that only the old results have
/// @param added rows that only the new results have
public record Comparison(List<Change> changes, List<String> gone, List<String> added) {
  private static final String CONTROL = "the control";

  /// Compares them.
  public static Comparison of(Results old, Results now) {
    Map<String, RowResult> then = byName(old);
    Map<String, RowResult> today = byName(now);
    List<Change> changes = new ArrayList<>();
    today.forEach((name, row) -> {
      RowResult before = then.get(name);
      if (before != null && !row.metric().absolute()) {
        changes.addAll(changes(before, row));
      }
    });
    return new Comparison(changes, missing(then, today), missing(today, then));
  }

  /// Whether one fell by more than that many percent.
  public boolean anyFell(double marginPercent) {
    return changes.stream().anyMatch(change -> change.fell(marginPercent));
  }

  private static List<Change> changes(RowResult then, RowResult now) {
    List<Change> changes = new ArrayList<>();
    for (PeerResult peer : now.peers()) {
      PeerResult before = peer(then, peer);
      if (before != null) {
        changes.add(
            new Change(
                now.name(),
                peer.contender().label(),
                now.metric(),
                counted(before.figures(), Figures::judged),
                counted(peer.figures(), Figures::judged)));
      }
    }
    changes.add(
        new Change(
            now.name(),
            CONTROL,
            now.metric(),
            counted(then.figures(), Figures::perControl),
            counted(now.figures(), Figures::perControl)));
    return changes;
  }

  private static @Nullable PeerResult peer(RowResult row, PeerResult like) {
    return row.peers().stream()
        .filter(peer -> peer.contender().label().equals(like.contender().label()))
        .findFirst()
        .orElse(null);
  }

  /// A figure that stands on pairs that count.
  private static @Nullable Quartiles counted(
      @Nullable Figures figures, Function<Figures, @Nullable Quartiles> which) {
    return figures == null || figures.counted() == 0 ? null : which.apply(figures);
  }

  private static Map<String, RowResult> byName(Results results) {
    Map<String, RowResult> rows = new LinkedHashMap<>();
    results.rows().forEach(row -> rows.put(row.name(), row));
    return rows;
  }

  private static List<String> missing(Map<String, ?> from, Map<String, ?> in) {
    return from.keySet().stream().filter(name -> !in.containsKey(name)).toList();
  }
}
