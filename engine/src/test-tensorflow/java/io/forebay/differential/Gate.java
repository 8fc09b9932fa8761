package io.forebay.differential;

import java.util.List;
import org.tensorflow.Operation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.io.FifoQueue;
import org.tensorflow.types.TBool;

/// Lets one operation be cancelled while it waits in a queue, and no other.
///
/// Whatever fails in a step cancels what waits in it. So the step of the operation also has an
/// assertion about a word that it awaits in a queue of its own: the operation, when it is done,
/// says "true", and the one who cancels says "false".
final class Gate {
  /// What the step fails with when its caller is cancelled.
  static final String CANCELLED = "cancelled by its caller";

  private final Operation passed;
  private final Operation cancel;

  Gate(Ops tf, Operation guarded) {
    var word = tf.io.fifoQueue(List.of(TBool.class), FifoQueue.shapes(Shape.scalar()));
    var after = tf.withControlDependencyOps(guarded);
    Op done = after.io.queueEnqueue(word.handle(), List.of(after.constant(true)));
    var good = tf.io.queueDequeue(word.handle(), List.of(TBool.class)).components().getFirst();
    Op assertion = tf.assertThat(good.expect(TBool.class), List.of(tf.constant(CANCELLED)));
    passed = tf.withControlDependencies(done, assertion).noOp().op();
    cancel = tf.io.queueEnqueue(word.handle(), List.of(tf.constant(false))).op();
  }

  /// What the step of the guarded operation must also run.
  Operation passed() {
    return passed;
  }

  /// Cancels the guarded operation, run in a step of its own.
  Operation cancel() {
    return cancel;
  }
}
