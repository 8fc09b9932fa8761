package io.forebay.differential;

import io.forebay.differential.QueueDriver.Attempt;
import io.forebay.differential.QueueDriver.State;
import java.util.ArrayList;
import java.util.List;

/// Runs a script on a model and on a real queue, and compares after every operation: what ended and
/// how, what must still wait, and what the queue tells.
final class ScriptRunner {
  private final Target target;
  private final QueueDriver.Factory drivers;
  private final RuleCounts rules;

  ScriptRunner(Target target, QueueDriver.Factory drivers, RuleCounts rules) {
    this.target = target;
    this.drivers = drivers;
    this.rules = rules;
  }

  /// @throws Disagreement with the operation and both outcomes
  void run(Script script) {
    try (QueueDriver driver = drivers.create(script)) {
      new Run(script, driver).run();
    }
  }

  private final class Run implements Choices {
    private final Script script;
    private final QueueDriver driver;
    private final ModelQueue model;
    private final List<Attempt> attempts = new ArrayList<>();
    private State state = State.UNKNOWN;

    Run(Script script, QueueDriver driver) {
      this.script = script;
      this.driver = driver;
      this.model = new ModelQueue(script.setting(), target, rules);
    }

    void run() {
      for (Op op : script.ops()) {
        boolean blocks = driver.needsPrediction() && model.wouldBlock(op);
        attempts.add(driver.start(op, blocks));
        state = driver.state();
        try {
          compare(op);
        } catch (Disagreement e) {
          throw new Disagreement(e.getMessage() + attempts());
        }
      }
    }

    private void compare(Op op) {
      for (Ended ended : model.start(op, this)) {
        Outcome real = attempts.get(ended.op()).outcome();
        if (!ended.expected().admits(real)) {
          throw new Disagreement(
              "%d, %s (expected: %s, got: %s)"
                  .formatted(ended.op(), script.ops().get(ended.op()), ended.expected(), real));
        }
      }
      for (int i = 0; i < attempts.size(); i++) {
        if (model.isWaiting(i) && attempts.get(i).isDone()) {
          throw new Disagreement(
              "%d, %s (expected: waits, got: %s)"
                  .formatted(i, script.ops().get(i), attempts.get(i).outcome()));
        }
      }
      compare("closed", model.isClosed() ? 1 : 0, state.closed());
      compare("waiting producers", model.waitingProducers(), state.waitingProducers());
      compare("waiting consumers", model.waitingConsumers(), state.waitingConsumers());
    }

    /// What has become of every operation so far.
    private String attempts() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < attempts.size(); i++) {
        Attempt attempt = attempts.get(i);
        text.append(
            "%n  %2d  %s: %s"
                .formatted(i, attempt, attempt.isDone() ? attempt.outcome() : "waits"));
      }
      return text + "\n  " + state;
    }

    private static void compare(String what, int expected, int real) {
      if (real >= 0 && real != expected) {
        throw new Disagreement(what + " (expected: " + expected + ", got: " + real + ")");
      }
    }

    @Override
    public List<Row> rows(int op) {
      Outcome real = attempts.get(op).outcome();
      if (real.status() != Outcome.Status.OK) {
        throw new Disagreement(
            "%d, %s (expected: rows, got: %s)".formatted(op, script.ops().get(op), real));
      }
      return real.rows();
    }

    @Override
    public long size() {
      return state.size();
    }
  }
}
