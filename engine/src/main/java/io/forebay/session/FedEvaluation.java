package io.forebay.session;

import org.jspecify.annotations.Nullable;

/// An [Evaluation] that takes values by name, which its caller and hooks feed.
///
/// @param <M> the model of the session: what its pipeline builder returned
/// @param <T> what comes out
/// @param <X> what it may throw
@FunctionalInterface
public interface FedEvaluation<M, T extends @Nullable Object, X extends Exception> {
  /// Does it once. `OutOfRangeException` says that the data has come to its end.
  T evaluate(M model, Feeds feeds) throws X, InterruptedException;

  /// The step, from which nothing comes out.
  static <M, X extends Exception> FedEvaluation<M, @Nullable Void, X> ofStep(
      Step<? super M, X> step) {
    return (model, feeds) -> {
      step.run(model);
      return null;
    };
  }

  /// The evaluation, which takes no values.
  static <M, T extends @Nullable Object, X extends Exception> FedEvaluation<M, T, X> ofEvaluation(
      Evaluation<? super M, T, X> evaluation) {
    return (model, feeds) -> evaluation.evaluate(model);
  }
}
