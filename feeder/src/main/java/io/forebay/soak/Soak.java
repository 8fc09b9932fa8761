package io.forebay.soak;

import io.forebay.tensor.memory.Poison;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Rounds of random traffic on random queues until the time is over, and what came of them.
public final class Soak {
  private final SoakPlan plan;
  private final Tally tally = new Tally();
  private final Violations violations = new Violations();
  private final Garbage garbage = new Garbage();
  private final Books books = new Books(tally, garbage, violations);
  private final Gauges gauges = new Gauges(violations);
  private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
  private final Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
  private final long startNanos = System.nanoTime();
  private volatile boolean endedEarly;
  private long rounds;
  private boolean stuck;

  /// Who is told how it goes.
  public interface Listener {
    /// A round begins.
    void begins(String round);

    /// So many seconds have passed.
    void passed(double seconds);
  }

  /// A soak to be run once.
  public Soak(SoakPlan plan) {
    this.plan = plan;
  }

  /// Runs it: at least one round, and none begins when the time is over, after [#endEarly], or when
  /// threads of the last one do not end.
  public SoakReport run(Listener listener) throws InterruptedException {
    long seed = plan.seed();
    do {
      RoundPlan round = RoundPlan.of(seed);
      listener.begins(round.toString());
      round(round);
      seed = plan.seedAfter(seed);
      listener.passed(seconds());
    } while (seconds() < plan.seconds() && !stuck && !endedEarly);
    violations.begin(plan.seed());
    gauges.judge();
    return report();
  }

  /// Lets the round that runs be the last one. By any thread.
  public void endEarly() {
    endedEarly = true;
  }

  private void round(RoundPlan round) throws InterruptedException {
    violations.begin(round.seed());
    kinds.merge(round.kind(), 1, Integer::sum);
    endings.merge(round.ending(), 1, Integer::sum);
    rounds++;
    Arena arena = Arena.ofShared();
    stuck = !new Round(round, plan, books, arena).run();
    if (!stuck) {
      arena.close();
      gauges.afterRound(seconds());
    }
  }

  private double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private SoakReport report() {
    List<String> lines = new ArrayList<>();
    double seconds = seconds();
    lines.add(line("rounds", "%,d in %.1f s, seed %d: %s", rounds, seconds, plan.seed(), ofKind()));
    lines.add(
        line(
            "elements",
            "%,d in, each with a checksum; %,d of them freed inside; %,.0f a second",
            tally.in.get(),
            tally.abandoned.get(),
            tally.in.get() / seconds));
    lines.add(line("stops", "%s, %,d restarts", ofEnding(), tally.restarts.get()));
    lines.add(
        line(
            "disturbed",
            "%,d calls interrupted, %,d cancelled, %,d out of time; %,d writers threw, %,d rows given up",
            tally.interrupts.get(),
            tally.cancellations.get(),
            tally.timeouts.get(),
            tally.refusals.get(),
            tally.givenUp.get()));
    lines.add(line("RSS", "%s", gauges.describeRss()));
    lines.add(line("off the heap", "%s", gauges.describeDirect()));
    String poison = Poison.ON ? "on" : "off, see -D" + Poison.PROPERTY + "=true";
    lines.add(line("poison", "%s", poison));
    lines.add(line("heap after GC", "%s", gauges.describeHeap()));
    lines.add(line("threads", "%s", gauges.describeThreads()));
    lines.add(line("garbage", "%s", garbage));
    verdict(lines, seconds);
    return new SoakReport(lines, violations.first(), violations.count());
  }

  private void verdict(List<String> lines, double seconds) {
    long count = violations.count();
    List<Violation> first = violations.first();
    lines.add(
        line("violations", "%s", count == 0 ? "none" : String.format(Locale.ROOT, "%,d", count)));
    first.forEach(violation -> lines.add("  " + violation));
    if (count == 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "soak: passed, %,d rounds and %,d elements in %.1f minutes%s, seed %d",
              rounds,
              tally.in.get(),
              seconds / 60,
              endedEarly
                  ? String.format(Locale.ROOT, " (ended early, of %.1f)", plan.seconds() / 60)
                  : "",
              plan.seed()));
      return;
    }
    for (long seed : new TreeSet<>(first.stream().map(Violation::seed).toList())) {
      lines.add("  again: ./forebay soak --minutes 1 --same-round --seed " + seed);
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "  all of it: ./forebay soak --minutes %.1f --seed %d",
            plan.seconds() / 60,
            plan.seed()));
    lines.add(
        String.format(
            Locale.ROOT,
            "soak: FAILED, %,d violations in %,d rounds, the first: %s",
            count,
            rounds,
            first.getFirst()));
  }

  private String ofKind() {
    return kinds.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private String ofEnding() {
    return endings.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().plural())
        .collect(Collectors.joining(", "));
  }

  private static String line(String name, String format, Object... values) {
    return String.format(Locale.ROOT, "%-14s", name) + String.format(Locale.ROOT, format, values);
  }
}
