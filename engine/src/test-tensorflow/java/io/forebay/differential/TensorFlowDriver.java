package io.forebay.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;

/// A queue of TensorFlow in a session of its own; every operation is a step of that session.
///
/// Nobody can see who waits in a queue of TensorFlow. So an operation that is expected to wait
/// counts as waiting when it has not ended after a while.
final class TensorFlowDriver implements QueueDriver {
  private static final ConfigProto NO_OPTIMIZER =
      ConfigProto.newBuilder()
          .setGraphOptions(
              GraphOptions.newBuilder()
                  .setOptimizerOptions(
                      OptimizerOptions.newBuilder().setOptLevel(OptimizerOptions.Level.L0))
                  .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
          .build();

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final TensorFlowQueue queue;
  private final Session session = new Session(graph, NO_OPTIMIZER);
  private final Steps steps;
  private final Operation size;
  private final Operation isClosed;
  private final Duration whileWaiting;
  private final LastingThreads threads = new LastingThreads();
  private final List<Step> started = new ArrayList<>();

  /// A new queue.
  ///
  /// @param whileWaiting how long an operation must not have ended to count as waiting; one that
  ///   has not ended after a hundred times as long, although nobody holds it up, counts as hung
  TensorFlowDriver(Setting setting, Duration whileWaiting) {
    this.queue = new TensorFlowQueue(tf, setting);
    this.steps = new Steps(session, queue.tensors());
    this.size = queue.node(new Op.Size());
    this.isClosed = queue.node(new Op.IsClosed());
    this.whileWaiting = whileWaiting;
  }

  @Override
  public Attempt start(Op op, boolean expectBlocked) {
    Step step = op instanceof Op.Cancel(int index) ? cancel(index) : step(op, expectBlocked);
    started.add(step);
    if (expectBlocked) {
      step.untilItEndsOrSleepsFor(whileWaiting);
    } else {
      step.endsWithin(limit());
    }
    return step;
  }

  private Step step(Op op, boolean expectBlocked) {
    Operation node = queue.node(op);
    // a close that waits cannot be cancelled by its caller
    boolean cancellable = expectBlocked && !(op instanceof Op.Close);
    return run(op, node, cancellable ? new Gate(tf, node) : null);
  }

  private Step cancel(int index) {
    Step cancelled = index < started.size() ? started.get(index) : null;
    if (cancelled == null || cancelled.gate() == null || cancelled.isDone()) {
      return run(new Op.Cancel(index), tf.noOp().op(), null);
    }
    Step cancel = run(new Op.Cancel(index), cancelled.gate().cancel(), null);
    cancelled.endsWithin(limit());
    pause(); // the queue serves those behind it after that
    return cancel;
  }

  private void pause() {
    try {
      Thread.sleep(whileWaiting);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A step that can be cancelled needs a stack that no other one uses.
  private Step run(Op op, Operation node, Gate gate) {
    Executor executor = gate == null ? task -> Thread.ofPlatform().daemon().start(task) : threads;
    return new Step(op, gate, limit(), () -> steps.run(op, node, gate), executor);
  }

  @Override
  public State state() {
    long stored = steps.run(new Op.Size(), size, null).number();
    long closed = steps.run(new Op.IsClosed(), isClosed, null).number();
    return new State(stored, (int) closed, -1, -1);
  }

  private Duration limit() {
    return whileWaiting.multipliedBy(100);
  }

  /// A closed queue lets nobody wait.
  @Override
  public void close() {
    start(new Op.Close(true), false);
    started.forEach(step -> step.endsWithin(limit()));
    threads.close();
    session.close();
    graph.close();
  }
}
