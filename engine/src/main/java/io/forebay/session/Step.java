package io.forebay.session;

/// What a training loop does again and again: take a batch, learn from it.
///
/// @param <M> the model of the session: what its pipeline builder returned
/// @param <X> what it may throw
@FunctionalInterface
public interface Step<M, X extends Exception> {
  /// Does it once. `OutOfRangeException` says that the data has come to its end.
  void run(M model) throws X, InterruptedException;
}
