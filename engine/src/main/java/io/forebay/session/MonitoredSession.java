package io.forebay.session;

import io.forebay.coordination.Coordinator;
import io.forebay.coordination.CoordinatorException;
import io.forebay.error.OutOfRangeException;
import org.jspecify.annotations.Nullable;

/// All that a training loop needs around it, in one call:
///
/// ```java
/// MonitoredSession.run(
///     SessionConfig.of("train", pipeline -> Input.batch(examples()).batchSize(64).in(pipeline)),
///     session -> {
///       while (!session.shouldStop()) {
///         session.run(reader -> train(reader.take()));
///       }
///     });
/// ```
///
/// It builds the pipeline, starts its queue runners under a coordinator, and calls the hooks. The
/// end of the data, an `OutOfRangeException` out of [#run], ends the block cleanly. When the block
/// is left, whichever way, the threads are stopped and joined, and the pipeline is freed. What a
/// thread reported to the coordinator is thrown then.
///
/// A `PreemptionException` of a step, of a hook or of a thread, or one that caused what they throw,
/// begins everything anew: the session is closed, another one is built and the call is repeated
/// (M4). The builder must open its sources each time, as `examples()` does here: those of the
/// session before are closed. For one thread; others ask for a stop at its [#coordinator].
///
/// @param <M> the model: what the pipeline builder returned, and the steps work with
public final class MonitoredSession<M> implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(MonitoredSession.class.getName());

  private final SessionConfig<M> config;
  private volatile @Nullable Round<M> round; // null once it is closed
  private @Nullable Throwable thrown; // to the caller, by the last run or check

  /// What is done with a session.
  ///
  /// @param <M> the model of the session
  /// @param <X> what it may throw
  @FunctionalInterface
  public interface Body<M, X extends Exception> {
    /// Does it.
    void accept(MonitoredSession<M> session) throws X, InterruptedException;
  }

  /// Begins a session: tells the hooks, builds the pipeline, starts its queue runners, tells the
  /// hooks.
  public MonitoredSession(SessionConfig<M> config) {
    this.config = config;
    config.hooks().forEach(SessionHook::begin);
    this.round = begin();
  }

  /// Does something with a session, then closes it. If the body ends by an `OutOfRangeException` or
  /// a [StopIterationException], that is a clean end and goes no further (M8).
  ///
  /// @throws X whatever else the body threw; or, in its place and with it suppressed, what a thread
  ///   reported, a checked exception as the cause of a `CoordinatorException`
  public static <M, X extends Exception> void run(SessionConfig<M> config, Body<M, X> body)
      throws X, InterruptedException {
    MonitoredSession<M> session = new MonitoredSession<>(config);
    try {
      body.accept(session);
    } catch (OutOfRangeException | StopIterationException end) {
      LOG.log(System.Logger.Level.DEBUG, "clean end: {0}", end.getMessage());
    } catch (Throwable e) {
      session.closeAfter(e);
      throw e;
    }
    session.closeCleanly();
  }

  /// Whether the loop is to end: it is closed, a hook or somebody at the coordinator asked for it,
  /// or a thread failed, unless by a preemption, from which it recovers here (M3).
  ///
  /// @throws RuntimeException what a thread failed with, if the configuration does not recover
  public boolean shouldStop() {
    Round<M> current = round;
    if (current == null) {
      return true;
    }
    Throwable error = current.coordinator().error();
    if (error == null) {
      return current.coordinator().shouldStop() || current.isStopRequested();
    }
    if (!config.isRecovering()) {
      thrown = error;
      throw CoordinatorException.unchecked(error);
    }
    if (Round.isPreemption(error)) {
      recover(current, error);
      return false;
    }
    return true;
  }

  /// Runs a step between what the hooks do before and after it.
  ///
  /// @throws X what the step threw
  /// @throws IllegalStateException if a stop was requested, or the session is closed (M5)
  public <X extends Exception> void run(Step<? super M, X> step) throws X, InterruptedException {
    evaluate(FedEvaluation.ofStep(step), Feeds.NONE);
  }

  /// As [#run(Step)], of a step from which something comes out.
  public <T extends @Nullable Object, X extends Exception> T evaluate(
      Evaluation<? super M, T, X> evaluation) throws X, InterruptedException {
    return evaluate(FedEvaluation.ofEvaluation(evaluation), Feeds.NONE);
  }

  /// As [#run(Step)], of a step from which something comes out, with values for it.
  ///
  /// @throws IllegalStateException also if a hook feeds one of the names too
  public <T extends @Nullable Object, X extends Exception> T evaluate(
      FedEvaluation<? super M, T, X> evaluation, Feeds feeds) throws X, InterruptedException {
    return attempt(context -> context.round().run(evaluation, feeds));
  }

  /// Runs a function that may run several steps, with hooks or without; after a preemption it is
  /// done again as a whole (M13).
  ///
  /// @throws X what the function threw
  public <T extends @Nullable Object, X extends Exception> T runStepFunction(
      StepFunction<M, T, X> function) throws X, InterruptedException {
    return attempt(function);
  }

  /// The session without hooks and recovery, until the next recovery; null once it is closed.
  public @Nullable Session<M> session() {
    Round<M> current = round;
    return current == null ? null : current.session();
  }

  /// The coordinator of its threads, until the next recovery; null once it is closed.
  public @Nullable Coordinator coordinator() {
    Round<M> current = round;
    return current == null ? null : current.coordinator();
  }

  /// Stops and joins the threads, which takes at most about the grace, and frees the pipeline.
  /// Hooks are told the end unless the last run threw something that is no clean end. Calling it
  /// again does nothing.
  ///
  /// @throws RuntimeException what a thread reported, a checked exception as the cause of a
  ///   `CoordinatorException`; unless the last run or check has thrown it already
  @Override
  public void close() {
    Throwable last = thrown;
    try {
      if (last == null || isClean(last)) {
        closeCleanly();
      } else {
        closeWithoutEnd();
      }
    } catch (RuntimeException | Error e) {
      if (e != last && !(e instanceof CoordinatorException && e.getCause() == last)) {
        throw e; // a block that throws `last` could not suppress it in itself
      }
    }
  }

  private void closeWithoutEnd() {
    Round<M> current = take();
    if (current != null) {
      closeOrRecover(current);
    }
  }

  private void closeCleanly() {
    Round<M> current = take();
    if (current == null) {
      return;
    }
    try {
      current.end();
    } catch (RuntimeException | Error e) {
      current.closeQuietly(e);
      throw e;
    }
    closeOrRecover(current);
  }

  /// What a thread reported takes the place of what is on its way (M8).
  private void closeAfter(Throwable onItsWay) {
    try {
      closeWithoutEnd();
    } catch (RuntimeException | Error e) {
      if (e != onItsWay) {
        e.addSuppressed(onItsWay);
        throw e;
      }
    }
  }

  /// A preemption that is found out now has nothing left to preempt.
  private void closeOrRecover(Round<M> current) {
    try {
      current.close();
    } catch (RuntimeException e) {
      if (!config.isRecovering() || !Round.isPreemption(e)) {
        throw e;
      }
      LOG.log(System.Logger.Level.INFO, "preempted while it was closed: {0}", e.getMessage());
    }
  }

  private @Nullable Round<M> take() {
    Round<M> current = round;
    round = null;
    return current;
  }

  private <T extends @Nullable Object, X extends Exception> T attempt(
      StepFunction<M, T, X> function) throws X, InterruptedException {
    while (true) {
      Round<M> current = requireOpen();
      try {
        T result = function.run(new StepContext<>(current));
        thrown = null;
        return result;
      } catch (Throwable e) {
        Throwable cause = current.rootCause(e);
        if (config.isRecovering() && Round.isPreemption(cause) && round != null) {
          recover(current, cause);
        } else {
          thrown = cause;
          if (cause != e) {
            cause.addSuppressed(e);
            throw CoordinatorException.unchecked(cause);
          }
          throw e;
        }
      }
    }
  }

  private static boolean isClean(Throwable e) {
    return e instanceof OutOfRangeException || e instanceof StopIterationException;
  }

  private Round<M> requireOpen() {
    Round<M> current = round;
    if (current == null) {
      throw new IllegalStateException("session is closed (expected: open)");
    }
    return current;
  }

  /// Does nothing if it recovered already: a step may have called [#shouldStop].
  private void recover(Round<M> preempted, Throwable cause) {
    if (round != preempted) {
      return;
    }
    LOG.log(System.Logger.Level.INFO, "preempted, begins anew: {0}", cause.getMessage());
    round = null;
    try {
      closeOrRecover(preempted);
    } catch (RuntimeException | Error e) {
      if (e != cause) {
        e.addSuppressed(cause);
      }
      throw e;
    }
    round = begin();
  }

  /// Creating a session may be preempted as well.
  private Round<M> begin() {
    while (true) {
      try {
        return Round.begin(config);
      } catch (RuntimeException e) {
        if (!config.isRecovering() || !Round.isPreemption(e)) {
          throw e;
        }
        LOG.log(System.Logger.Level.INFO, "preempted at its start: {0}", e.getMessage());
      }
    }
  }
}
