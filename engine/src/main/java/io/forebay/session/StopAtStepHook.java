package io.forebay.session;

import io.forebay.coordination.Coordinator;

/// Ends the loop when the session's step counter has come to a number (M12).
public final class StopAtStepHook implements SessionHook {
  private final long steps; // negative: the last step was given
  private long lastStep;
  private boolean counted; // since begin

  private StopAtStepHook(long steps, long lastStep) {
    this.steps = steps;
    this.lastStep = lastStep;
  }

  /// After so many steps, counted from the first step of the first session: a session after a
  /// preemption that goes on at a later step has fewer left.
  ///
  /// @throws IllegalArgumentException if that is less than 1
  public static StopAtStepHook afterSteps(long steps) {
    return new StopAtStepHook(atLeastOne("steps", steps), 0);
  }

  /// When [Session#step] has come to that number.
  ///
  /// @throws IllegalArgumentException if that is less than 1
  public static StopAtStepHook atStep(long lastStep) {
    return new StopAtStepHook(-1, atLeastOne("lastStep", lastStep));
  }

  @Override
  public void begin() {
    counted = false;
  }

  @Override
  public void afterCreateSession(Session<?> session, Coordinator coordinator) {
    if (steps > 0 && !counted) {
      lastStep = session.step() + steps;
      counted = true;
    }
  }

  @Override
  public void afterRun(RunContext context, RunValues values) {
    if (context.session().step() >= lastStep) {
      context.requestStop();
    }
  }

  private static long atLeastOne(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: at least 1)");
    }
    return value;
  }
}
