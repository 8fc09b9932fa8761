package io.forebay.session;

import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Pipeline;
import io.forebay.coordination.QueueRunner;
import io.forebay.error.CancelledException;
import io.forebay.wait.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One run of a pipeline: steps run in it, its queue runners are counted by it, and its close ends
/// the waits under it. Thread-safe.
///
/// A step that waits gives the session to the call, `Wait.under(session)`; batch readers of its
/// pipeline are closed with the pipeline. The session does not own the pipeline.
///
/// @param <M> the model: what the steps work with
public final class Session<M> extends Cancellation implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Session.class.getName());

  private final Pipeline pipeline;
  private final M model;
  private final AtomicLong step;
  private volatile boolean closed;

  /// Of that pipeline and model, with 0 as its first step.
  public Session(Pipeline pipeline, M model) {
    this(pipeline, model, 0);
  }

  /// Of that pipeline and model, whose steps are counted from `firstStep` on.
  public Session(Pipeline pipeline, M model, long firstStep) {
    this.pipeline = Objects.requireNonNull(pipeline, "pipeline");
    this.model = Objects.requireNonNull(model, "model");
    this.step = new AtomicLong(firstStep);
  }

  /// Its pipeline.
  public Pipeline pipeline() {
    return pipeline;
  }

  /// What its steps work with.
  public M model() {
    return model;
  }

  /// The step counter: the first step, and one more for each run that did not throw.
  public long step() {
    return step.get();
  }

  /// Starts the runners of the collection [Pipeline#QUEUE_RUNNERS] on daemon threads.
  ///
  /// @return the threads; none of runners that run already in this session
  public List<Thread> startQueueRunners(@Nullable Coordinator coordinator) {
    return startQueueRunners(coordinator, Pipeline.QUEUE_RUNNERS, true, true);
  }

  /// Creates the threads of the runners of a collection, runner by runner (S4).
  ///
  /// @param coordinator whose stop ends them, or null; see [QueueRunner#createThreads]
  /// @param daemon whether they are daemon threads
  /// @param start whether they are started
  /// @return the threads; none of runners that run already in this session
  public List<Thread> startQueueRunners(
      @Nullable Coordinator coordinator, String collection, boolean daemon, boolean start) {
    List<QueueRunner> runners = pipeline.queueRunners(collection, "");
    if (runners.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: no queue runners in collection ''{1}'', nothing is started",
          pipeline,
          collection);
    }
    List<Thread> threads = new ArrayList<>();
    for (QueueRunner runner : runners) {
      threads.addAll(runner.createThreads(this, coordinator, daemon, start));
    }
    return List.copyOf(threads);
  }

  /// Runs a step.
  ///
  /// @throws CancelledException if the session is closed
  public <X extends Exception> void run(Step<? super M, X> theStep) throws X, InterruptedException {
    evaluate(FedEvaluation.ofStep(theStep), Feeds.NONE);
  }

  /// Runs a step from which something comes out.
  ///
  /// @throws CancelledException if the session is closed
  public <T extends @Nullable Object, X extends Exception> T evaluate(
      Evaluation<? super M, T, X> evaluation) throws X, InterruptedException {
    return evaluate(FedEvaluation.ofEvaluation(evaluation), Feeds.NONE);
  }

  /// Runs a step from which something comes out, with values for it.
  ///
  /// @throws CancelledException if the session is closed
  public <T extends @Nullable Object, X extends Exception> T evaluate(
      FedEvaluation<? super M, T, X> evaluation, Feeds feeds) throws X, InterruptedException {
    if (closed) {
      throw new CancelledException("session of " + pipeline + " is closed (expected: open)");
    }
    T result = evaluation.evaluate(model, feeds);
    step.incrementAndGet();
    return result;
  }

  /// As [#isClosed].
  @Override
  public boolean isCancelled() {
    return closed;
  }

  /// True once it is closed.
  public boolean isClosed() {
    return closed;
  }

  /// Ends every wait under it, now and from now on; may be called again.
  @Override
  public void close() {
    closed = true;
    wakeAll();
  }

  @Override
  public String toString() {
    return (closed ? "closed session of " : "session of ") + pipeline;
  }
}
