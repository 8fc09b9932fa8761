package io.forebay.differential;

/// Runs many scripts; the first one that fails is shrunk, and shown with both outcomes.
final class Campaign {
  private static final int TRIALS = 20;

  private final ScriptGenerator scripts;
  private final ScriptRunner runner;
  private final ScriptRunner shrinking;
  private volatile boolean stopped;

  Campaign(Target target, ScriptGenerator scripts, QueueDriver.Factory drivers, RuleCounts rules) {
    this.scripts = scripts;
    this.runner = new ScriptRunner(target, drivers, rules);
    this.shrinking = new ScriptRunner(target, drivers, new RuleCounts());
  }

  /// Runs the scripts of `count` seeds from `first` on.
  ///
  /// @throws AssertionError for the first that fails
  void run(long first, long count) {
    for (long seed = first; seed < first + count && !stopped; seed++) {
      Script script = scripts.script(seed);
      try {
        runner.run(script);
      } catch (Disagreement e) {
        throw new AssertionError(report(seed, script, e), e);
      }
    }
  }

  /// No further script is begun. By any thread.
  void stop() {
    stopped = true;
  }

  private String report(long seed, Script script, Disagreement first) {
    Script small = new Shrinker(one -> failure(one) != null).shrink(script);
    Disagreement last = failure(small);
    return last == null
        ? "seed %d, not every time%n%s%n%s".formatted(seed, script, first.getMessage())
        : "seed %d, shrunk%n%s%n%s".formatted(seed, small, last.getMessage());
  }

  /// Tries it with several ways in and out, as not every one need fail.
  private Disagreement failure(Script script) {
    for (int trial = 0; trial < TRIALS; trial++) {
      try {
        shrinking.run(trial == 0 ? script : script.withSalt(trial));
      } catch (Disagreement e) {
        return e;
      }
    }
    return null;
  }
}
