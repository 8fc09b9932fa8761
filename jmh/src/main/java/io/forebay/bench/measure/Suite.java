package io.forebay.bench.measure;

import io.forebay.bench.measure.ChildProcess.ChildFailure;
import io.forebay.bench.results.Judge;
import io.forebay.bench.results.RowResult;
import io.forebay.bench.rows.Contender;
import io.forebay.bench.rows.Row;
import io.forebay.bench.verdict.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures rows, one JVM after the other.
public final class Suite {
  private static final String SKIPPED = "needs -Ptensorflow";

  /// Files and graphs that benchmarks keep take their time to be made.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final List<Row> rows;
  private final Settings settings;
  private final Contender control;
  private final List<Group> groups;
  private final Map<Row, RowResult> results = new LinkedHashMap<>();
  private final JmhResults jmh = new JmhResults();
  private final Observations seen = new Observations();

  /// @param rows what to measure
  /// @param tensorFlow whether TensorFlow is on the class path; else its rows are skipped
  /// @param settings how long and how often
  /// @param control what is measured between contenders
  public Suite(List<Row> rows, boolean tensorFlow, Settings settings, Contender control) {
    this.rows = List.copyOf(rows);
    this.settings = settings;
    this.control = control;
    List<Row> possible = rows.stream().filter(row -> tensorFlow || !row.needsTensorFlow()).toList();
    this.groups = Groups.of(possible);
    for (Row row : rows) {
      if (!possible.contains(row)) {
        results.put(row, RowResult.without(row, Status.SKIPPED, SKIPPED));
      }
    }
  }

  /// Hears what happens.
  public interface Listener {
    /// A JVM is about to start.
    ///
    /// @param what it measures
    /// @param left how long it and all others take, if pairs count as they come
    void starting(String what, Duration left);

    /// A row is known.
    void known(RowResult result);

    /// A row that was known is seen differently with the lowest control of the whole run.
    void revised(RowResult result);

    /// A JVM is done.
    void saved() throws IOException;
  }

  /// How long it takes if all pairs count as they come.
  public Duration shortest() {
    return length(0, settings.pairs());
  }

  /// How long it takes at most.
  public Duration longest() {
    return length(0, settings.maxRounds());
  }

  /// Results of the rows known by now, in the order of the rows.
  public List<RowResult> results() {
    return rows.stream().filter(results::containsKey).map(results::get).toList();
  }

  /// What JMH said by now.
  public JmhResults jmh() {
    return jmh;
  }

  /// The lowest control by now, in ns; 0 if there was none.
  public double lowestControl() {
    return seen.lowest();
  }

  /// Measures all.
  ///
  /// @param folder for the files of the JVMs
  /// @param extraFlags flags of the JVMs, beside those of the settings
  public void run(Path folder, List<String> extraFlags, Listener listener)
      throws IOException, InterruptedException {
    results.values().forEach(listener::known);
    ChildProcess child = new ChildProcess(folder, extraFlags);
    Map<Row, Integer> missing = groupsByRow();
    for (int i = 0; i < groups.size(); i++) {
      measure(child, i, listener);
      for (Row row : groups.get(i).rows()) {
        if (missing.merge(row, -1, Integer::sum) == 0) {
          RowResult result = seen.judge(row, judge());
          results.put(row, result);
          listener.known(result);
        }
      }
      listener.saved();
    }
    revise(listener);
    listener.saved();
  }

  private void measure(ChildProcess child, int number, Listener listener)
      throws IOException, InterruptedException {
    Group group = groups.get(number);
    for (int jvm = 1; jvm <= group.jvms(settings); jvm++) {
      listener.starting(title(number, jvm), length(number, settings.pairs()));
      Job job = new Job(group.contenders(), control, group.parts(), settings, seen.lowest());
      try {
        seen.add(group, jvm, child.run(job, "jvm-" + (number + 1) + "-" + jvm, PATIENCE, jmh));
      } catch (ChildFailure e) {
        seen.add(group, e.getMessage());
        return;
      }
    }
  }

  /// Early rows were judged by the lowest control of their time.
  private void revise(Listener listener) {
    for (Row row : rows) {
      RowResult old = results.get(row);
      RowResult result = judge().again(row, old);
      results.put(row, result);
      if (result.status() != old.status()) {
        listener.revised(result);
      }
    }
  }

  private Judge judge() {
    return new Judge(settings.pairs(), seen.lowest());
  }

  private Map<Row, Integer> groupsByRow() {
    Map<Row, Integer> count = new HashMap<>();
    groups.forEach(group -> group.rows().forEach(row -> count.merge(row, 1, Integer::sum)));
    return count;
  }

  private Duration length(int from, int rounds) {
    return groups.subList(from, groups.size()).stream()
        .map(group -> group.length(settings, rounds))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private String title(int number, int jvm) {
    Group group = groups.get(number);
    List<String> peers = new ArrayList<>();
    group.peers().forEach(peer -> peers.add(peer.label()));
    int jvms = group.jvms(settings);
    return (number + 1)
        + "/"
        + groups.size()
        + (jvms > 1 ? " (JVM " + jvm + " of " + jvms + ")" : "")
        + ": "
        + group.rows().getFirst().work()
        + (peers.isEmpty() ? "" : ", beside " + String.join(", ", peers));
  }
}
