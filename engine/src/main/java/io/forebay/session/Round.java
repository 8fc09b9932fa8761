package io.forebay.session;

import io.forebay.coordination.Coordinator;
import io.forebay.error.PreemptionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From one preemption to the next: a session, its coordinator and threads, and its hooks.
///
/// @param <M> the model of the session
final class Round<M> {
  private static final System.Logger LOG = System.getLogger(MonitoredSession.class.getName());

  private final Session<M> session;
  private final Coordinator coordinator = new Coordinator(List.of()); // no stop is a clean one (M2)
  private final List<SessionHook> hooks;
  private final Duration grace;
  private List<Thread> threads = List.of(); // those of the runners
  private boolean stopRequested;

  private Round(Session<M> session, SessionConfig<M> config) {
    this.session = session;
    this.hooks = config.hooks();
    this.grace = config.stopGrace();
  }

  /// Creates the session, starts its runners and tells the hooks (M2). If that fails, all is closed
  /// again.
  static <M> Round<M> begin(SessionConfig<M> config) {
    Round<M> round = new Round<>(config.newSession(), config);
    try {
      if (!round.session.pipeline().queueRunners().isEmpty()) {
        round.threads = round.session.startQueueRunners(round.coordinator);
      }
      for (SessionHook hook : round.hooks) {
        hook.afterCreateSession(round.session, round.coordinator);
      }
    } catch (RuntimeException | Error e) {
      round.closeQuietly(e);
      throw e;
    }
    return round;
  }

  Session<M> session() {
    return session;
  }

  Coordinator coordinator() {
    return coordinator;
  }

  boolean isStopRequested() {
    return stopRequested;
  }

  /// Runs a step between what its hooks do (M4, M5, M11).
  <T extends @Nullable Object, X extends Exception> T run(
      FedEvaluation<? super M, T, X> step, Feeds feeds) throws X, InterruptedException {
    if (stopRequested) {
      throw new IllegalStateException(
          session + ": a hook has requested a stop (expected: no more runs, see shouldStop)");
    }
    RunContext context = new RunContext(session, feeds);
    List<RunArgs> asked = new ArrayList<>();
    Feeds all = feeds;
    for (SessionHook hook : hooks) {
      RunArgs args = hook.beforeRun(context);
      asked.add(args);
      all = all.and(args.feeds(), hook.getClass().getName());
    }
    T result = session.evaluate(step, all);
    List<RunValues> values = asked.stream().map(this::fetch).toList();
    for (int i = 0; i < hooks.size(); i++) {
      hooks.get(i).afterRun(context, values.get(i));
    }
    stopRequested |= context.isStopRequested();
    return result;
  }

  private RunValues fetch(RunArgs args) {
    Map<String, Object> fetched = new LinkedHashMap<>();
    args.fetches().forEach((name, fetch) -> fetched.put(name, fetch.value(session)));
    return new RunValues(Map.copyOf(fetched));
  }

  /// What a failure of a run stands for: a preemption that a thread reported is its cause (M4).
  Throwable rootCause(Throwable failure) {
    Throwable reported = coordinator.error();
    return !isPreemption(failure) && isPreemption(reported) ? reported : failure;
  }

  /// True if it is a preemption, or was caused by one.
  static boolean isPreemption(@Nullable Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof PreemptionException) {
        return true;
      }
    }
    return false;
  }

  void end() {
    hooks.forEach(hook -> hook.end(session));
  }

  /// Stops and joins the threads, at most for the grace, ends all waits and frees the pipeline (M7,
  /// M9). An interrupt stays set and does not cut it short.
  ///
  /// @throws RuntimeException what a thread reported
  void close() {
    coordinator.requestStop();
    try {
      Joining.join(coordinator, grace);
    } finally {
      session.close();
      free();
    }
  }

  /// As [#close]; what a thread reported is suppressed in the exception that is on its way.
  void closeQuietly(Throwable failure) {
    try {
      close();
    } catch (RuntimeException | Error e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
  }

  /// Threads that have not ended keep the memory: they may still use it. Nobody waits for them any
  /// longer (M9) but one who frees it then.
  private void free() {
    List<Thread> alive = threads.stream().filter(Thread::isAlive).toList();
    if (alive.isEmpty()) {
      freeNow();
    } else {
      session.pipeline().cancel();
      Thread.ofVirtual().name(session.pipeline().name() + "-free").start(() -> freeAfter(alive));
    }
  }

  private void freeAfter(List<Thread> stragglers) {
    try {
      closeReaders();
      for (Thread straggler : stragglers) {
        straggler.join();
      }
      freeNow();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody knows this thread", e);
    }
  }

  /// A straggler may wait in a source that no interrupt reaches: only its close ends that.
  private void closeReaders() {
    try {
      session.pipeline().closeReaders();
    } catch (RuntimeException again) {
      LOG.log(System.Logger.Level.DEBUG, "is done again when the stragglers have ended", again);
    }
  }

  private void freeNow() {
    try {
      session.pipeline().close();
    } catch (RuntimeException inUse) {
      warn(inUse.getMessage());
    }
  }

  private void warn(@Nullable String why) {
    LOG.log(
        System.Logger.Level.WARNING, () -> session + ": not all of its memory is freed, " + why);
  }
}
