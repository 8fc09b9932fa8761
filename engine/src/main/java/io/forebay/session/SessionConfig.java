package io.forebay.session;

import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Pipeline;
import io.forebay.queue.QueueContainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What a [MonitoredSession] consists of. Immutable: every `with` makes another one.
///
/// @param <M> the model: what the pipeline builder returns, and the steps work with
public final class SessionConfig<M> {
  private final String name;
  private final Function<? super Pipeline, ? extends M> builder;
  private final List<SessionHook> hooks;
  private final Duration stopGrace;
  private final boolean recovering;
  private final LongSupplier firstStep;
  private final @Nullable QueueContainer container; // none: each pipeline has its own

  private SessionConfig(
      String name,
      Function<? super Pipeline, ? extends M> builder,
      List<SessionHook> hooks,
      Duration stopGrace,
      boolean recovering,
      LongSupplier firstStep,
      @Nullable QueueContainer container) {
    this.name = Objects.requireNonNull(name, "name");
    this.builder = Objects.requireNonNull(builder, "builder");
    this.hooks = hooks;
    this.stopGrace = stopGrace;
    this.recovering = recovering;
    this.firstStep = Objects.requireNonNull(firstStep, "firstStep");
    this.container = container;
  }

  /// Sessions of a pipeline of that name, which the builder fills: it adds queues and queue
  /// runners, and returns what the steps work with. It is called for each session, the first and
  /// those after a preemption, with an empty pipeline: queues that were closed stay closed.
  public static <M> SessionConfig<M> of(
      String name, Function<? super Pipeline, ? extends M> builder) {
    return new SessionConfig<>(
        name, builder, List.of(), Coordinator.DEFAULT_GRACE, true, () -> 0, null);
  }

  /// With these hooks behind those that it has.
  public SessionConfig<M> withHooks(SessionHook... more) {
    List<SessionHook> all = new ArrayList<>(hooks);
    all.addAll(List.of(more));
    return new SessionConfig<>(
        name, builder, List.copyOf(all), stopGrace, recovering, firstStep, container);
  }

  /// How long the close waits for threads at most. Default: [Coordinator#DEFAULT_GRACE].
  ///
  /// @throws IllegalArgumentException if it is negative
  public SessionConfig<M> withStopGrace(Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("stopGrace: " + grace + " (expected: 0 or more)");
    }
    return new SessionConfig<>(name, builder, hooks, grace, recovering, firstStep, container);
  }

  /// Whether a preemption is recovered from by a fresh session; if not (TensorFlow's singular
  /// form), it is an error like any other, and [MonitoredSession#shouldStop] throws what threads
  /// failed with. Default: true.
  public SessionConfig<M> withRecovery(boolean yes) {
    return new SessionConfig<>(name, builder, hooks, stopGrace, yes, firstStep, container);
  }

  /// From which number the steps of a session are counted; asked for each session, so that one
  /// after a preemption can begin at what was saved. Default: 0.
  public SessionConfig<M> withFirstStep(LongSupplier first) {
    return new SessionConfig<>(name, builder, hooks, stopGrace, recovering, first, container);
  }

  /// Where the pipelines' shared queues are: several sessions, one after the other or at the same
  /// time, share them (I8), and none frees them. Default: each pipeline has a container of its own.
  public SessionConfig<M> withContainer(QueueContainer shared) {
    Objects.requireNonNull(shared, "container");
    return new SessionConfig<>(name, builder, hooks, stopGrace, recovering, firstStep, shared);
  }

  List<SessionHook> hooks() {
    return hooks;
  }

  Duration stopGrace() {
    return stopGrace;
  }

  boolean isRecovering() {
    return recovering;
  }

  /// A new pipeline and its session. If the builder fails, what it built is freed.
  Session<M> newSession() {
    Pipeline pipeline = container == null ? new Pipeline(name) : new Pipeline(name, container);
    try {
      return new Session<>(pipeline, builder.apply(pipeline), firstStep.getAsLong());
    } catch (RuntimeException | Error e) {
      try {
        pipeline.close();
      } catch (RuntimeException inUse) {
        e.addSuppressed(inUse);
      }
      throw e;
    }
  }
}
