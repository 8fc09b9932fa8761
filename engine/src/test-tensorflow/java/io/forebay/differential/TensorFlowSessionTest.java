package io.forebay.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.io.FifoQueue;
import org.tensorflow.op.io.PaddingFifoQueue;
import org.tensorflow.op.io.RandomShuffleQueue;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/// What the rules say about queues that scripts do not make, and about steps.
class TensorFlowSessionTest {
  private static final List<Class<? extends TType>> INT64 = List.of(TInt64.class);

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Session session = new Session(graph);

  @AfterEach
  void close() {
    session.close();
    graph.close();
  }

  @Test
  void aTimeLimitEndsAWaitAndNothingElse() { // Q55
    var queue = tf.io.fifoQueue(INT64, FifoQueue.shapes(Shape.scalar())).handle();
    var dequeue = dequeueMany(queue, 1, INT64);
    var limit = RunOptions.newBuilder().setTimeoutInMs(100).build();
    var late =
        assertThrows(
            TensorFlowException.class,
            () -> session.runner().setOptions(limit).addTarget(dequeue).run());
    assertTrue(late.getMessage().contains("Timed out"), late.getMessage());
    run(tf.io.queueEnqueue(queue, List.of(tf.constant(7L))).op());
    run(dequeue);
  }

  @Test
  void aStepThatFailsCancelsWhatWaitsInIt() { // Q54
    var queue = tf.io.fifoQueue(INT64, FifoQueue.shapes(Shape.scalar())).handle();
    var dequeue = dequeueMany(queue, 1, INT64);
    var fails = tf.assertThat(tf.constant(false), List.of(tf.constant("the reason"))).op();
    var failure =
        assertThrows(
            TFInvalidArgumentException.class,
            () -> session.runner().addTarget(dequeue).addTarget(fails).run());
    assertTrue(failure.getMessage().contains("the reason"), failure.getMessage());
  }

  @Test
  void withoutShapesThereIsNoDequeueOfSeveral() { // Q28, R11
    var fifo = tf.io.fifoQueue(INT64).handle();
    var shuffle = tf.io.randomShuffleQueue(INT64).handle();
    for (Operand<? extends TType> queue : List.of(fifo, shuffle)) {
      for (int n : new int[] {0, 1}) {
        var dequeue = dequeueMany(queue, n, INT64);
        assertThrows(TFInvalidArgumentException.class, () -> run(dequeue));
      }
    }
  }

  @Test
  void minAfterDequeueMustBeBelowTheCapacity() { // R1
    assertThrows(TFInvalidArgumentException.class, () -> run(shuffleQueue(3, 3)));
    assertThrows(TFInvalidArgumentException.class, () -> run(shuffleQueue(0, 0)));
    assertThrows(TFInvalidArgumentException.class, () -> run(shuffleQueue(3, -1)));
    run(shuffleQueue(-1, 3));
  }

  @Test
  void dimensionsOfRankFiveCannotBePadded() { // D9
    long unknown = Shape.UNKNOWN_SIZE;
    List<Class<? extends TType>> types = List.of(TInt32.class);
    var queue =
        tf.io
            .paddingFifoQueue(
                types,
                PaddingFifoQueue.shapes(Shape.of(unknown, unknown, unknown, unknown, unknown)))
            .handle();
    var ones = tf.fill(tf.constant(new int[] {1, 1, 1, 1, 1}), tf.constant(1));
    run(tf.io.queueEnqueue(queue, List.of(ones)).op());
    assertThrows(TFUnimplementedException.class, () -> run(dequeueMany(queue, 1, types)));
  }

  @Test
  void aPriorityQueueWithoutShapesCannotBeMade() { // P11
    var queue = tf.io.priorityQueue(INT64, List.of()).handle();
    var failure =
        assertThrows(TFInvalidArgumentException.class, () -> run(tf.io.queueSize(queue).op()));
    assertTrue(failure.getMessage().contains("shapes"), failure.getMessage());
  }

  @Test
  void prioritiesAreScalars() { // P8
    var queue = tf.io.priorityQueue(INT64, List.of(Shape.scalar())).handle();
    var two = tf.constant(new long[] {1, 2});
    var enqueue = tf.io.queueEnqueue(queue, List.of(two, tf.constant(1L))).op();
    var failure = assertThrows(TFInvalidArgumentException.class, () -> run(enqueue));
    assertTrue(failure.getMessage().contains("Expected [], got [2]"), failure.getMessage());
  }

  @Test
  void oneSharedNameIsOneQueue() { // Q65, Q66
    var one = named(3);
    var same = named(3);
    run(tf.io.queueEnqueue(one, List.of(tf.constant(1L))).op());
    var size = tf.io.queueSize(same).op();
    try (var result = session.runner().fetch(size.output(0)).run()) {
      assertEquals(1, ((TInt32) result.get(0)).getInt());
    }
    var other = tf.io.queueSize(named(4)).op();
    var failure = assertThrows(TFInvalidArgumentException.class, () -> run(other));
    assertTrue(failure.getMessage().contains("capacity"), failure.getMessage());
  }

  private Operand<? extends TType> named(long capacity) {
    return tf.io
        .fifoQueue(
            INT64,
            FifoQueue.shapes(Shape.scalar()),
            FifoQueue.capacity(capacity),
            FifoQueue.sharedName("shared"))
        .handle();
  }

  private Operation shuffleQueue(long capacity, long minAfterDequeue) {
    var queue =
        tf.io.randomShuffleQueue(
            INT64,
            RandomShuffleQueue.capacity(capacity),
            RandomShuffleQueue.minAfterDequeue(minAfterDequeue));
    return tf.io.queueSize(queue.handle()).op();
  }

  private Operation dequeueMany(
      Operand<? extends TType> queue, int n, List<Class<? extends TType>> types) {
    return tf.io.queueDequeueMany(queue, tf.constant(n), types).op();
  }

  private void run(Operation node) {
    session.runner().addTarget(node).run().close();
  }
}
