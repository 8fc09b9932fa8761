package io.forebay.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs many scripts against TensorFlow, several at a time, as they mostly wait.
///
/// That an operation waits, and in which order two of them came, is known by time only; so a script
/// that disagrees is run once more, ten times as patiently, before it counts.
final class TensorFlowCampaign {
  private static final int AT_A_TIME = 16;
  private static final int MOST_SHOWN = 3;
  private static final Duration WHILE_WAITING = Duration.ofMillis(50);
  private static final Duration PATIENTLY = WHILE_WAITING.multipliedBy(10);

  private final RuleCounts rules = new RuleCounts();
  private final List<String> repeats = Collections.synchronizedList(new ArrayList<>());
  private final List<Script> failures = Collections.synchronizedList(new ArrayList<>());

  /// Runs the scripts of `count` seeds from `first` on.
  ///
  /// @throws InterruptedException if interrupted
  void run(ScriptGenerator scripts, long first, long count) throws InterruptedException {
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<Future<?>> runs = new ArrayList<>();
      for (long seed = first; seed < first + count; seed++) {
        long thisSeed = seed;
        Script script = scripts.script(seed);
        runs.add(workers.submit(() -> run(thisSeed, script)));
      }
      for (Future<?> run : runs) {
        await(run);
      }
    }
  }

  private static void await(Future<?> run) throws InterruptedException {
    try {
      run.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private void run(long seed, Script script) {
    Disagreement impatient = disagreement(script, WHILE_WAITING);
    if (impatient == null) {
      return;
    }
    repeats.add("seed " + seed + ": " + impatient.getMessage());
    if (disagreement(script, PATIENTLY) != null) {
      failures.add(script);
    }
  }

  /// Null if there is none.
  private Disagreement disagreement(Script script, Duration whileWaiting) {
    var counts = new RuleCounts();
    var runner =
        new ScriptRunner(
            Target.TENSORFLOW, one -> new TensorFlowDriver(one.setting(), whileWaiting), counts);
    try {
      runner.run(script);
    } catch (Disagreement e) {
      return e;
    }
    synchronized (rules) {
      rules.add(counts);
    }
    return null;
  }

  /// What every rule decided, in the scripts that agreed.
  RuleCounts rules() {
    return rules;
  }

  /// What disagreed at first.
  List<String> repeats() {
    return repeats;
  }

  /// What disagreed also with patience.
  List<Script> failures() {
    return failures;
  }

  /// The first failures, shrunk, each with what is expected and what came.
  String report() {
    var report = new StringBuilder();
    for (Script script : failures.subList(0, Math.min(MOST_SHOWN, failures.size()))) {
      Script small = new Shrinker(one -> disagreement(one, PATIENTLY) != null).shrink(script);
      Disagreement last = disagreement(small, PATIENTLY);
      report.append("%n%s%n%s%n".formatted(small, last == null ? "not again" : last.getMessage()));
    }
    return report.toString();
  }
}
