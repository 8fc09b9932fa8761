package io.forebay.session;

import org.jspecify.annotations.Nullable;

/// What a [StepFunction] works with.
///
/// @param <M> the model of the session
public final class StepContext<M> {
  private final Round<M> round;

  StepContext(Round<M> round) {
    this.round = round;
  }

  Round<M> round() {
    return round;
  }

  /// The session without its hooks: what it runs, hooks do not see.
  public Session<M> session() {
    return round.session();
  }

  /// Runs a step with its hooks.
  public <X extends Exception> void runWithHooks(Step<? super M, X> step)
      throws X, InterruptedException {
    round.run(FedEvaluation.ofStep(step), Feeds.NONE);
  }

  /// Runs an evaluation with its hooks.
  public <T extends @Nullable Object, X extends Exception> T evaluateWithHooks(
      Evaluation<? super M, T, X> evaluation) throws X, InterruptedException {
    return round.run(FedEvaluation.ofEvaluation(evaluation), Feeds.NONE);
  }

  /// Ends the loop: throws, through the function, to whoever runs it.
  ///
  /// @return never
  public StopIterationException requestStop() {
    throw new StopIterationException("a step function has asked for the end");
  }
}
