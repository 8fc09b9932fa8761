package io.forebay.bench.results;

import io.forebay.bench.rows.Contender;
import io.forebay.bench.verdict.Figures;
import io.forebay.bench.verdict.Pair;
import io.forebay.bench.verdict.Quartiles;
import io.forebay.bench.verdict.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row as one line.
public final class RowLine {
  private static final String SEPARATOR = " | ";

  private RowLine() {}

  /// Status, work, our figure, the peer and its figure, ratio with quartiles, control, goal.
  public static String of(RowResult row) {
    List<String> parts = new ArrayList<>();
    parts.add(String.format("%-7s %s", row.status(), row.work()));
    parts.addAll(sides(row));
    Figures figures = row.figures();
    if (figures != null) {
      parts.addAll(figures(row, figures));
    }
    if (row.goal().exists()) {
      parts.add("goal " + row.goal());
    }
    parts.add(row.name());
    String reason = row.reason();
    if (reason != null) {
      parts.add(row.status() == Status.SKIPPED ? "skipped: " + reason : reason);
    }
    return String.join(SEPARATOR, parts);
  }

  /// p99.9 and the maximum of both sides, for latencies; else empty.
  public static String tail(RowResult row) {
    PeerResult judging = row.judgingPeer();
    if (judging == null || !row.metric().latency()) {
      return "";
    }
    List<Pair> pairs = judging.shown();
    return tail("p99.9", "p999", pairs) + ", " + tail("max", "max", pairs);
  }

  private static List<String> sides(RowResult row) {
    List<String> sides = new ArrayList<>();
    Figures figures = row.figures();
    sides.add(side(row.ours(), figures == null ? null : figures.ours(), row));
    PeerResult judging = row.judgingPeer();
    if (judging != null) {
      String best = row.peers().size() > 1 ? "best peer: " : "";
      sides.add(best + side(judging.contender(), figures == null ? null : figures.peer(), row));
    } else {
      row.peers().forEach(peer -> sides.add(peer.contender().toString()));
    }
    return sides;
  }

  private static String side(Contender contender, @Nullable Double figure, RowResult row) {
    return figure == null
        ? contender.toString()
        : contender + " " + Text.figure(figure, row.metric());
  }

  private static List<String> figures(RowResult row, Figures figures) {
    List<String> parts = new ArrayList<>();
    Quartiles judged = figures.judged();
    if (judged != null && !row.metric().absolute()) {
      parts.add("ratio " + Text.ratio(judged));
    }
    String tail = tail(row);
    if (!tail.isEmpty()) {
      parts.add(tail);
    }
    Double control = figures.control();
    if (control != null) {
      parts.add("control " + Text.nanos(control));
      parts.add(figures.counted() + " of " + figures.measured() + " pairs");
    }
    return parts;
  }

  private static String tail(String label, String name, List<Pair> pairs) {
    double[] ours = values(name, pairs.stream().map(Pair::ours).toList());
    double[] peer = values(name, pairs.stream().map(Pair::peer).toList());
    return ours.length == 0 || peer.length == 0
        ? label + " unknown"
        : label
            + " "
            + Text.nanos(Quartiles.of(ours).median())
            + " and "
            + Text.nanos(Quartiles.of(peer).median());
  }

  private static double[] values(
      String name, List<? extends @Nullable Map<String, Double>> figures) {
    return figures.stream()
        .filter(Objects::nonNull)
        .map(map -> map.get(name))
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
