package io.forebay.differential;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.io.FifoQueue;
import org.tensorflow.op.io.PaddingFifoQueue;
import org.tensorflow.op.io.PriorityQueue;
import org.tensorflow.op.io.QueueClose;
import org.tensorflow.op.io.RandomShuffleQueue;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/// A queue in a graph, and the nodes that work on it.
final class TensorFlowQueue {
  private final Ops tf;
  private final RowTensors tensors;
  private final Operand<? extends TType> handle;

  TensorFlowQueue(Ops tf, Setting setting) {
    this.tf = tf;
    this.tensors = new RowTensors(setting.kind());
    this.handle = create(setting);
  }

  private Operand<? extends TType> create(Setting setting) {
    var types = tensors.types();
    var id = Shape.scalar();
    long capacity = setting.capacity();
    return switch (setting.kind()) {
      case FIFO ->
          tf.io.fifoQueue(types, FifoQueue.shapes(id), FifoQueue.capacity(capacity)).handle();
      case PADDING ->
          tf.io
              .paddingFifoQueue(
                  types,
                  PaddingFifoQueue.shapes(id, Shape.of(Shape.UNKNOWN_SIZE)),
                  PaddingFifoQueue.capacity(capacity))
              .handle();
      case SHUFFLE ->
          tf.io
              .randomShuffleQueue(
                  types,
                  RandomShuffleQueue.shapes(id),
                  RandomShuffleQueue.capacity(capacity),
                  RandomShuffleQueue.minAfterDequeue((long) setting.minAfterDequeue()))
              .handle();
      case PRIORITY -> // which puts the priority in front itself
          tf.io
              .priorityQueue(List.of(TInt64.class), List.of(id), PriorityQueue.capacity(capacity))
              .handle();
    };
  }

  /// What its elements are made of.
  RowTensors tensors() {
    return tensors;
  }

  /// A node that does `op`; its outputs are the components that were dequeued, or the number.
  Operation node(Op op) {
    var types = tensors.types();
    return switch (op) {
      case Op.Enqueue(Row row) -> tf.io.queueEnqueue(handle, tensors.element(tf, row)).op();
      case Op.EnqueueMany(var rows) -> tf.io.queueEnqueueMany(handle, tensors.batch(tf, rows)).op();
      case Op.EnqueueWrongShape(boolean many) -> enqueueWrongShape(many);
      case Op.Dequeue() -> tf.io.queueDequeue(handle, types).op();
      case Op.DequeueMany(int n) -> tf.io.queueDequeueMany(handle, count(n), types).op();
      case Op.DequeueUpTo(int n) -> tf.io.queueDequeueUpTo(handle, count(n), types).op();
      case Op.Close(boolean cancel) ->
          tf.io.queueClose(handle, QueueClose.cancelPendingEnqueues(cancel)).op();
      case Op.Size() -> tf.io.queueSize(handle).op();
      case Op.IsClosed() -> tf.io.queueIsClosed(handle).op();
      case Op.Cancel _ -> throw new IllegalArgumentException("not an operation of a queue: " + op);
    };
  }

  /// Not a constant: whether it is allowed is asked when the operation runs.
  private Operand<TInt32> count(int n) {
    return tf.placeholderWithDefault(tf.constant(n), Shape.scalar());
  }

  private Operation enqueueWrongShape(boolean many) {
    var components = tensors.twoIdsEach(tf, many);
    return many
        ? tf.io.queueEnqueueMany(handle, components).op()
        : tf.io.queueEnqueue(handle, components).op();
  }
}
