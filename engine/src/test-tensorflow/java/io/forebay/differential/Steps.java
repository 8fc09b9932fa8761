package io.forebay.differential;

import java.util.ArrayList;
import java.util.Map;
import org.tensorflow.Operation;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFOutOfRangeException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;

/// Runs operations on a queue as steps of a session, and tells how they end.
record Steps(Session session, RowTensors tensors) {
  private static final RunOptions IN_THE_CALLING_THREAD =
      RunOptions.newBuilder().setInterOpThreadPool(-1).build();

  /// Runs the node, which does `op`, in a step; returns when that ends.
  ///
  /// @param gate by which it can be cancelled, or null
  Outcome run(Op op, Operation node, Gate gate) {
    var runner = session.runner().setOptions(IN_THE_CALLING_THREAD).addTarget(node);
    for (int i = 0; i < node.numOutputs(); i++) {
      runner.fetch(node.output(i));
    }
    if (gate != null) {
      runner.addTarget(gate.passed());
    }
    try (Result result = runner.run()) {
      return success(op, result);
    } catch (TensorFlowException | TFInvalidArgumentException failure) {
      return Outcome.failed(
          status(failure), Outcome.shortage(String.valueOf(failure.getMessage())));
    }
  }

  private Outcome success(Op op, Result result) {
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
}
