package io.forebay.jmh.tensorflow;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/// A queue of TensorFlow in a graph of four nodes, for one producer and one consumer: whatever goes
/// in or out is a step of the session.
///
/// Tried, medians of slices of 0.3 s that alternated in one JVM (a busy machine of 2 cores):
///
/// | elements of 64 B, runs of 64 | M/s |
/// | --- | --- |
/// | as is, with a time limit or without | 0.27 to 0.30 |
/// | steps run by the calling thread (`inter_op_thread_pool = -1`): **this** | 0.48 |
/// | the same with a pool of one thread, or without graph optimisation | 0.44 |
/// | no waiting inside of TensorFlow: callers count and spin | 0.23 to 0.27 |
/// | the executor for one thread | 0.44, but it ignores the time limit, and hangs |
///
/// One by one, a step without the calling thread's help takes twice as long. Elements of 602,112 B
/// go fastest one by one: a queue keeps the tensor that is fed by reference, so nothing is copied
/// (1.9 GB/s, when runs of 32 and one by one through `enqueue_many`, which copy twice, made 1.2);
/// tensors that are reused gave no more than new ones.
final class QueueSession {
  private static final int LIMIT_MILLIS = 100;
  private static final RunOptions OPTIONS =
      RunOptions.newBuilder()
          .setInterOpThreadPool(-1) // the calling thread
          .setTimeoutInMs(LIMIT_MILLIS)
          .build();

  private final Session session;
  private final Shape fedShape;
  private final Output<TInt64> fed;
  private final Operation enqueue;
  private final Output<?> dequeued;

  /// @param queue adds the queue to a graph
  /// @param words of an element
  /// @param run elements put in together; one by one they are kept by reference
  /// @param batch elements taken out together
  QueueSession(Function<Ops, Operand<? extends TType>> queue, int words, int run, int batch) {
    NativeLibrary.prepare();
    var graph = new Graph();
    Ops tf = Ops.create(graph);
    var handle = queue.apply(tf);
    fedShape = run == 1 ? Shape.of(words) : Shape.of(run, words);
    fed = tf.placeholder(TInt64.class, Placeholder.shape(fedShape)).asOutput();
    enqueue =
        run == 1
            ? tf.io.queueEnqueue(handle, List.of(fed)).op()
            : tf.io.queueEnqueueMany(handle, List.of(fed)).op();
    dequeued = dequeue(tf, handle, batch).output(0);
    session = new Session(graph);
  }

  private static Operation dequeue(Ops tf, Operand<? extends TType> handle, int batch) {
    return batch == 1
        ? tf.io.queueDequeue(handle, types()).op()
        : tf.io.queueDequeueMany(handle, tf.constant(batch), types()).op();
  }

  /// The components of an element.
  static List<Class<? extends TType>> types() {
    return List.of(TInt64.class);
  }

  /// A tensor for a run of elements, to be written.
  TInt64 newRun() {
    return TInt64.tensorOf(fedShape);
  }

  /// Waits for room and puts a run in; false if there was none in time, some elements may be in
  /// then.
  boolean enqueue(TInt64 run) {
    return step(session.runner().feed(fed, run).addTarget(enqueue)) != null;
  }

  /// Waits for a batch and takes it; null if there was none in time, which loses the elements that
  /// were gathered.
  @Nullable Result dequeue() {
    return step(session.runner().fetch(dequeued));
  }

  private static @Nullable Result step(Session.Runner step) {
    try {
      return step.setOptions(OPTIONS).run();
    } catch (TensorFlowException late) {
      if (String.valueOf(late.getMessage()).contains("Timed out")) {
        return null;
      }
      throw late;
    }
  }
}
