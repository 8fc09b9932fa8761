package io.forebay.bench.report;

import io.forebay.bench.results.PeerResult;
import io.forebay.bench.results.Results;
import io.forebay.bench.results.RowResult;
import io.forebay.bench.rows.Contender;
import io.forebay.bench.rows.Goal;
import io.forebay.bench.rows.Metric;
import io.forebay.bench.rows.Threads;
import io.forebay.bench.verdict.Figures;
import io.forebay.bench.verdict.Pair;
import io.forebay.bench.verdict.Quartiles;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is drawn of a run: figures that stand on pairs that count. A chart without any is left out.
final class Charts {
  private static final String PER_SECOND = "elements/s";
  private static final List<String> PERCENTILES = List.of("p50", "p99", "p999", "max");

  private final Results results;

  private Charts(Results results) {
    this.results = results;
  }

  static List<Chart> of(Results results) {
    Charts charts = new Charts(results);
    return List.of(
            charts.goals(),
            charts.fifo("fifo-one-by-one", "FIFO, 1P1C, one by one", "1"),
            charts.fifo("fifo-in-runs", "FIFO, 1P1C, runs of 64", "64"),
            charts.threads(),
            charts.shuffle(),
            charts.latency())
        .stream()
        .filter(chart -> !chart.isEmpty())
        .toList();
  }

  private Chart goals() {
    Chart chart =
        Chart.of("goals", "Ratio to the goal: 1 reaches it", "", "times", Chart.Kind.BARS);
    for (RowResult row : results.rows()) {
      Quartiles judged = stands(row.figures()) ? row.figures().judged() : null;
      if (judged != null && !row.metric().absolute() && row.goal().exists()) {
        double bound = row.goal().bound();
        boolean more = row.goal().kind() == Goal.Kind.AT_LEAST;
        chart.put("ours", row.name(), more ? judged.median() / bound : bound / judged.median());
      }
    }
    return chart;
  }

  private Chart fifo(String file, String title, String run) {
    Chart chart = Chart.of(file, title, "bytes of an element", PER_SECOND, Chart.Kind.LINES);
    throughput(
        chart,
        ours ->
            is(ours, ".ForebayFifo.")
                && run.equals(ours.param("run"))
                && "spin".equals(ours.param("waiting"))
                && new Threads(1, 1).equals(ours.threads()),
        ours -> ours.param("bytes"));
    return chart;
  }

  private Chart threads() {
    Chart chart =
        Chart.of("fifo-threads", "FIFO, 64 B, one by one", "", PER_SECOND, Chart.Kind.BARS);
    throughput(
        chart,
        ours ->
            is(ours, ".ForebayFifo.")
                && "1".equals(ours.param("run"))
                && "64".equals(ours.param("bytes"))
                && "backoff".equals(ours.param("waiting")),
        ours -> Objects.toString(ours.threads()));
    return chart;
  }

  private Chart shuffle() {
    Chart chart =
        Chart.of(
            "shuffle-capacity",
            "Shuffle, 64 B, batch 64",
            "capacity in elements",
            PER_SECOND,
            Chart.Kind.LINES);
    throughput(
        chart,
        ours ->
            is(ours, ".ForebayShuffle.")
                && "64".equals(ours.param("bytes"))
                && "64".equals(ours.param("batch")),
        ours -> ours.param("capacity"));
    return chart;
  }

  private Chart latency() {
    Chart chart = Chart.of("latency", "Round trip", "", "nanoseconds", Chart.Kind.STEPS);
    for (RowResult row : results.rows()) {
      PeerResult peer = row.judgingPeer();
      if (peer != null && row.metric().latency() && stands(row.figures())) {
        for (String name : PERCENTILES) {
          put(chart, row.ours(), name, peer.shown(), Pair::ours);
          put(chart, peer.contender(), name, peer.shown(), Pair::peer);
        }
      }
    }
    return chart;
  }

  private static void put(
      Chart chart,
      Contender contender,
      String name,
      List<Pair> pairs,
      Function<Pair, @Nullable Map<String, Double>> side) {
    double[] figures =
        pairs.stream()
            .map(side)
            .filter(Objects::nonNull)
            .map(map -> map.get(name))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    if (figures.length > 0) {
      chart.put(
          contender.toString(),
          name.equals("p999") ? "p99.9" : name,
          Quartiles.of(figures).median());
    }
  }

  private void throughput(
      Chart chart, Predicate<Contender> which, Function<Contender, @Nullable String> at) {
    for (RowResult row : results.rows()) {
      String place = at.apply(row.ours());
      if (row.metric() == Metric.ELEMENTS && place != null && which.test(row.ours())) {
        put(chart, row, place);
      }
    }
  }

  private static void put(Chart chart, RowResult row, String place) {
    Figures figures = row.figures();
    if (figures != null && stands(figures)) {
      chart.put(row.ours().toString(), place, figures.ours());
    }
    for (PeerResult peer : row.peers()) {
      Double beside = stands(peer.figures()) ? peer.figures().peer() : null;
      if (beside != null) {
        chart.put(peer.contender().toString(), place, beside);
      }
    }
  }

  private static boolean stands(@Nullable Figures figures) {
    return figures != null && figures.counted() > 0;
  }

  private static boolean is(Contender contender, String type) {
    return contender.benchmark().contains(type);
  }
}
