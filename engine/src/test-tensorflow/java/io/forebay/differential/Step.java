package io.forebay.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tensorflow.Operation;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFOutOfRangeException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;

/// One operation on a queue, run by a thread of its own.
final class Step implements QueueDriver.Attempt {
  private final Op op;
  private final Gate gate; // null: cannot be cancelled
  private final RowTensors tensors;
  private final Duration limit;
  private final CompletableFuture<Outcome> outcome;

  /// Starts it.
  ///
  /// @param limit after which a step that should have ended counts as hung
  Step(Session session, Op op, Operation node, Gate gate, RowTensors tensors, Duration limit) {
    this.op = op;
    this.gate = gate;
    this.tensors = tensors;
    this.limit = limit;
    this.outcome = CompletableFuture.supplyAsync(() -> run(session, node), Step::inThreadOfItsOwn);
  }

  private static void inThreadOfItsOwn(Runnable task) {
    Thread.ofPlatform().name("step").daemon().start(task);
  }

  private Outcome run(Session session, Operation node) {
    var runner = session.runner().addTarget(node);
    for (int i = 0; i < node.numOutputs(); i++) {
      runner.fetch(node.output(i));
    }
    if (gate != null) {
      runner.addTarget(gate.passed());
    }
    try (Result result = runner.run()) {
      return success(result);
    } catch (TensorFlowException | TFInvalidArgumentException failure) {
      return Outcome.failed(
          status(failure), Outcome.shortage(String.valueOf(failure.getMessage())));
    }
  }

  private Outcome success(Result result) {
    var components = new ArrayList<Tensor>();
    for (Map.Entry<String, Tensor> entry : result) {
      components.add(entry.getValue());
    }
    return switch (op) {
      case Op.Dequeue _, Op.DequeueMany _, Op.DequeueUpTo _ ->
          Outcome.delivered(tensors.rows(components));
      case Op.Size _ -> Outcome.answer(((TInt32) components.getFirst()).getInt());
      case Op.IsClosed _ -> Outcome.answer(((TBool) components.getFirst()).getBoolean() ? 1 : 0);
      default -> Outcome.DONE;
    };
  }

  private static Outcome.Status status(RuntimeException failure) {
    String text = String.valueOf(failure.getMessage());
    return switch (failure) {
      case TFOutOfRangeException _ -> Outcome.Status.OUT_OF_RANGE;
      case TFInvalidArgumentException _ ->
          text.contains(Gate.CANCELLED)
              ? Outcome.Status.CANCELLED
              : Outcome.Status.INVALID_ARGUMENT;
      // "cancelled" has no class of its own
      case TensorFlowException _ when text.contains("cancelled") || text.contains("closed") ->
          Outcome.Status.CANCELLED;
      default -> throw failure;
    };
  }

  /// What cancels it; null if nothing can.
  Gate gate() {
    return gate;
  }

  /// Waits for its end; false if it has not ended in that time.
  boolean endsWithin(Duration time) {
    try {
      outcome.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isDone() {
    return outcome.isDone();
  }

  @Override
  public Outcome outcome() {
    if (!endsWithin(limit)) {
      throw new Disagreement(op + " has not ended after " + limit.toMillis() + " ms");
    }
    try {
      return outcome.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Disagreement disagreement ? disagreement : e;
    }
  }
}
