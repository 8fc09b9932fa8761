package io.forebay.session;

import org.jspecify.annotations.Nullable;

/// A step from which something comes out.
///
/// @param <M> the model of the session: what its pipeline builder returned
/// @param <T> what comes out
/// @param <X> what it may throw
@FunctionalInterface
public interface Evaluation<M, T extends @Nullable Object, X extends Exception> {
  /// Does it once. `OutOfRangeException` says that the data has come to its end.
  T evaluate(M model) throws X, InterruptedException;
}
