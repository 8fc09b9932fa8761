package io.forebay.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Models in the place of real queues: the same model agrees with itself, and a small difference is
/// found and shown small.
class CampaignTest {
  private static final int SCRIPTS = 2_000;

  /// A queue that does what a model does; what is open, it decides as [Choices#ANY] does.
  private static class ModelDriver implements QueueDriver {
    private final ModelQueue model;
    private final List<Result> results = new ArrayList<>();

    ModelDriver(Script script, Target target) {
      this.model = new ModelQueue(script.setting(), target, new RuleCounts());
    }

    @Override
    public Attempt start(Op op, boolean expectBlocked) {
      Result result = new Result();
      results.add(result);
      for (Ended ended : model.start(op, Choices.ANY)) {
        results.get(ended.op()).outcome = outcome(op, ended.expected());
      }
      assertEquals(expectBlocked, !result.isDone());
      return result;
    }

    Outcome outcome(Op op, Outcome right) {
      return right;
    }

    @Override
    public void close() {
      results.clear();
    }
  }

  private static final class Result implements QueueDriver.Attempt {
    private Outcome outcome;

    @Override
    public boolean isDone() {
      return outcome != null;
    }

    @Override
    public Outcome outcome() {
      return outcome;
    }
  }

  private static void run(Target target, QueueDriver.Factory drivers, RuleCounts rules) {
    ScriptGenerator scripts = new ScriptGenerator(target, List.of(Kind.values()));
    new Campaign(target, scripts, drivers, rules).run(1, SCRIPTS);
  }

  @Test
  void theModelAgreesWithItselfAndNeedsEveryRule() {
    RuleCounts rules = new RuleCounts();
    run(Target.TENSORFLOW, script -> new ModelDriver(script, Target.TENSORFLOW), rules);
    assertEquals(List.of(), rules.missing(Target.TENSORFLOW));
    assertTrue(
        rules.table().contains("Q39           -  static shapes [not in scripts: needs a graph]"));
  }

  @Test
  void aWrongAnswerIsShownWithTheFewestOperations() {
    QueueDriver.Factory forgetsThatItIsClosed =
        script ->
            new ModelDriver(script, Target.TENSORFLOW) {
              @Override
              Outcome outcome(Op op, Outcome right) {
                return op instanceof Op.IsClosed ? Outcome.answer(0) : right;
              }
            };
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () -> run(Target.TENSORFLOW, forgetsThatItIsClosed, new RuleCounts()));
    List<String> lines = error.getMessage().lines().toList();
    assertTrue(lines.get(0).endsWith(", shrunk"), lines.get(0));
    assertTrue(lines.get(2).startsWith("   0  close("), lines.get(2));
    assertEquals("   1  isClosed", lines.get(3));
    assertEquals("1, isClosed (expected: OK 1, got: OK)", lines.get(4));
  }

  /// What TensorFlow loses by a cancellation, Forebay gives back.
  @Test
  void aDeviationIsFound() {
    assertThrows(
        AssertionError.class,
        () ->
            run(
                Target.TENSORFLOW,
                script -> new ModelDriver(script, Target.FOREBAY),
                new RuleCounts()));
  }
}
