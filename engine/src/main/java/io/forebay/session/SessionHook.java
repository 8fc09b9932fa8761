package io.forebay.session;

import io.forebay.coordination.Coordinator;

/// Something that goes along with a monitored session: counts, logs, saves, stops. Called by the
/// thread that uses the session, hooks in the order in which they were given.
///
/// What a hook throws comes out of the call during which it was called; a `PreemptionException` is
/// recovered from like one of the step.
public interface SessionHook {
  /// Once, before anything else.
  default void begin() {}

  /// After a session was created and its queue runners were started; again after each recovery.
  default void afterCreateSession(Session<?> session, Coordinator coordinator) {}

  /// Before each run.
  ///
  /// @return what it wants from the run
  default RunArgs beforeRun(RunContext context) {
    return RunArgs.NONE;
  }

  /// After each run that did not throw.
  default void afterRun(RunContext context, RunValues values) {}

  /// Once, before the session is closed, unless an error ends it.
  default void end(Session<?> session) {}
}
