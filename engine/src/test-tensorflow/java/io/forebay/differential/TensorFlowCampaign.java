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
  private static final int MOST_SHRUNK = 3;
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
        runs.add(workers.submit(() -> runNamed(thisSeed, script)));
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

  private void runNamed(long seed, Script script) {
    try {
      run(seed, script);
    } catch (RuntimeException e) {
      throw new AssertionError("seed %d%n%s".formatted(seed, script), e);
    }
  }

  private void run(long seed, Script script) {
    Disagreement impatient = disagreement(script, WHILE_WAITING);
    if (impatient == null) {
      return;
    }
    repeats.add("seed " + seed + ": " + impatient.getMessage().lines().findFirst().orElse(""));
    Disagreement patient = disagreement(script, PATIENTLY);
    if (patient != null) {
      System.out.printf("seed %d%n%s%n%s%n", seed, script, patient.getMessage());
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
  String shrunk() {
    var report = new StringBuilder();
    for (Script script : failures.subList(0, Math.min(MOST_SHRUNK, failures.size()))) {
      Script small = new Shrinker(this::failsTwice).shrink(script);
      Disagreement last = disagreement(small, PATIENTLY);
      report.append("%n%s%n%s%n".formatted(small, last == null ? "not again" : last.getMessage()));
    }
    return report.toString();
  }

  /// Quicker than once with patience, and nearly as sure.
  private boolean failsTwice(Script script) {
    return disagreement(script, WHILE_WAITING) != null
        && disagreement(script, WHILE_WAITING) != null;
  }
}
