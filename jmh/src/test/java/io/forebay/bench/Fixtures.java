package io.forebay.bench;

import io.forebay.bench.results.Judge;
import io.forebay.bench.results.Machine;
import io.forebay.bench.results.PeerResult;
import io.forebay.bench.results.Results;
import io.forebay.bench.results.RowResult;
import io.forebay.bench.rows.Contender;
import io.forebay.bench.rows.Goal;
import io.forebay.bench.rows.Metric;
import io.forebay.bench.rows.Row;
import io.forebay.bench.rows.Threads;
import io.forebay.bench.verdict.Pair;
import io.forebay.bench.verdict.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Results as a run might have them.
public final class Fixtures {
  /// Pairs that must count.
  public static final int NEEDED = 3;

  private static final double CONTROL = 100;

  private Fixtures() {}

  /// A contender of that label.
  public static Contender contender(String label) {
    String type = label.equals("Forebay") ? "ForebayFifo" : label;
    return new Contender(
        label,
        "io.forebay.jmh.fifo." + type + ".handOver",
        Map.of("bytes", "64", "run", "1", "waiting", "spin", "capacity", "4096"),
        new Threads(1, 1),
        "spin");
  }

  /// A row about throughput.
  public static Row row(String name, Goal goal, String... peers) {
    List<Contender> contenders = new ArrayList<>();
    for (String peer : peers) {
      contenders.add(contender(peer));
    }
    return new Row(
        name, "FIFO of " + name, contender("Forebay"), contenders, Metric.ELEMENTS, goal);
  }

  /// Pairs with these ratios: the peer moves a million elements a second.
  public static List<Pair> pairs(double... ratios) {
    List<Pair> pairs = new ArrayList<>();
    for (double ratio : ratios) {
      pairs.add(
          new Pair(
              1,
              pairs.size() + 1,
              Map.of("elements", ratio * 1e6, "score", 2 * ratio * 1e6),
              Map.of("elements", 1e6),
              List.of(CONTROL, CONTROL, CONTROL + 1),
              CONTROL,
              false));
    }
    return pairs;
  }

  /// What a judge who knows that machine makes of it.
  public static PeerResult beside(String peer, double... ratios) {
    return PeerResult.of(contender(peer), pairs(ratios), Metric.ELEMENTS, CONTROL, null);
  }

  /// Who knows that machine.
  public static Judge judge() {
    return new Judge(NEEDED, CONTROL);
  }

  /// A result with one peer.
  public static RowResult result(String name, Goal goal, double... ratios) {
    return judge().byPeers(row(name, goal, "Disruptor"), List.of(beside("Disruptor", ratios)));
  }

  /// A latency with a tail.
  public static RowResult latency() {
    Row row =
        new Row(
            "round-trip",
            "round trip, p50",
            contender("Forebay"),
            List.of(contender("Disruptor")),
            Metric.P50,
            Goal.atMost(1.15));
    Map<String, Double> figures = Map.of("p50", 200.0, "p99", 400.0, "p999", 1500.0, "max", 9e6);
    Pair pair = new Pair(1, 1, figures, figures, List.of(CONTROL), CONTROL, false);
    return judge()
        .byPeers(
            row,
            List.of(
                PeerResult.of(
                    contender("Disruptor"), List.of(pair, pair, pair), Metric.P50, CONTROL, null)));
  }

  /// What ours allocates.
  public static RowResult allocation() {
    Row row =
        new Row(
            "allocation/fifo",
            "allocation, FIFO",
            contender("Forebay"),
            List.of(),
            Metric.ALLOCATED,
            Goal.below(0.05));
    return judge().bySamples(row, List.of(Map.of("allocated", 0.001)), null);
  }

  /// A row of each kind.
  public static Results results() {
    return results(
        null,
        result("fifo-a", Goal.atLeast(1.2), 1.3, 1.4, 1.5),
        judge()
            .byPeers(
                row("fifo-b", Goal.atLeast(1.1), "Disruptor", "JCTools"),
                List.of(beside("Disruptor", 1.3, 1.3, 1.3), beside("JCTools", 1.2, 1.2, 1.2))),
        latency(),
        allocation(),
        RowResult.without(
            row("fifo-c", Goal.atLeast(3), "TensorFlow"), Status.SKIPPED, "needs -Ptensorflow"),
        result("seen/fifo-d", Goal.NONE, 2, 2, 2));
  }

  /// Results of these rows.
  public static Results results(@Nullable String pattern, RowResult... rows) {
    Results.About about =
        new Results.About(
            "2026-01-02T03:04:00Z",
            "./forebay bench",
            "abc123",
            pattern,
            false,
            new Machine("Some CPU", 2, 8L << 30, "Linux 6 amd64", "OpenJDK 25"),
            List.of("-Xms2g"));
    return new Results(Results.FORMAT, about, CONTROL, List.of(rows));
  }
}
