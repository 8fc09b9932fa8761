package io.forebay.session;

import org.jspecify.annotations.Nullable;

/// Several steps of a loop, or one without hooks, that are done again as a whole after a preemption
/// (M13).
///
/// @param <M> the model of the session
/// @param <T> what comes out
/// @param <X> what it may throw
@FunctionalInterface
public interface StepFunction<M, T extends @Nullable Object, X extends Exception> {
  /// Does it.
  T run(StepContext<M> context) throws X, InterruptedException;
}
