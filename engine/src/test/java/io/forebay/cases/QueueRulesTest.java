package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.InvalidArgumentException;
import io.forebay.queue.Call;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.PriorityQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What queues are made from: capacities without a bound and of 0, shapes declared or not.
class QueueRulesTest extends CaseFixture {
  private static final List<Function<QueueConfig, TensorQueue>> ORDERED =
      List.of(FifoQueue::new, PaddingFifoQueue::new);

  private Function<QueueConfig, TensorQueue> kind = FifoQueue::new;

  @Override
  TensorQueue create(QueueConfig config) {
    return kind.apply(config);
  }

  private static TensorQueue shuffleQueue(QueueConfig config) {
    return new ShuffleQueue(config, ShuffleConfig.of(0));
  }

  /// Q7: nothing can be enqueued, though a consumer waits; a close ends both.
  @Test
  void intoAQueueOfCapacityZeroNothingGoes() throws Exception {
    for (var ordered : ORDERED) {
      kind = ordered;
      TensorQueue q = queue(0);
      Ops.enqueueMany(q);
      Call<Double> consumer = blockedConsumer(q, () -> Ops.dequeue(q));
      Call<Void> producer = blockedProducer(q, () -> Ops.enqueue(q, 1));
      assertEquals(0, q.size());
      assertEquals(0, q.capacity());
      q.close(true);
      producer.failure(CancelledException.class);
      assertEnds(consumer);
    }
  }

  /// Q7: also of priorities; a shuffle queue of capacity 0 cannot be (R1).
  @Test
  void capacityZeroIsForQueuesThatKeepNothingBack() throws Exception {
    kind = PriorityQueue::new;
    TensorQueue q = queue(0);
    Tensor one = Values.scalar(DType.INT64, 1);
    Call<Void> producer = blockedProducer(q, () -> q.enqueue(one, Values.scalar(DType.FLOAT32, 1)));
    q.close(true);
    producer.failure(CancelledException.class);
    kind = QueueRulesTest::shuffleQueue;
    assertThrows(InvalidArgumentException.class, () -> queue(0));
  }

  /// Q59: a negative capacity is none; R1: any minimum is fine then.
  @Test
  void aNegativeCapacityIsNoBound() throws Exception {
    for (var ordered : ORDERED) {
      kind = ordered;
      TensorQueue q = queue(-1);
      assertEquals(Integer.MAX_VALUE, q.capacity());
      double[] values = Values.range(0, 5_000);
      Ops.enqueueMany(q, values);
      assertEquals(5_000, q.size());
      assertEquals(Values.list(values), Ops.dequeueMany(q, 5_000));
    }
    kind = config -> new ShuffleQueue(config, ShuffleConfig.of(1_000_000));
    TensorQueue shuffled = queue(-7);
    Ops.enqueueMany(shuffled, 1, 2, 3);
    shuffled.close();
    assertSameMultiset(Values.list(1, 2, 3), Ops.dequeueMany(shuffled, 3));
  }

  /// Q60.
  @Test
  void anElementHasAtLeastOneComponent() {
    assertThrows(IllegalArgumentException.class, () -> new ElementSpec(List.of()));
  }

  /// Q51, Q61: names for all components or none; only a padding queue leaves dimensions open.
  @Test
  void shapesAreWholeOrNotDeclaredAndNamesForAllOrNone() {
    for (Function<QueueConfig, TensorQueue> other :
        List.<Function<QueueConfig, TensorQueue>>of(
            FifoQueue::new, QueueRulesTest::shuffleQueue, PriorityQueue::new)) {
      kind = other;
      assertRefused("?", () -> queue(3, TensorSpec.of(DType.FLOAT32, 2, -1)));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> ElementSpec.of(TensorSpec.named("a", DType.FLOAT32), FLOAT));
  }

  /// Q62: shapes that are not declared may differ from element to element.
  @Test
  void undeclaredShapesMayDiffer() throws Exception {
    for (var any :
        List.<Function<QueueConfig, TensorQueue>>of(FifoQueue::new, QueueRulesTest::shuffleQueue)) {
      kind = any;
      TensorQueue q = queue(10, undeclared("", DType.INT32));
      for (Tensor element :
          List.of(
              Values.scalar(DType.INT32, 7),
              Values.counted(DType.INT32, 2, 3),
              Values.vector(DType.INT32))) {
        q.enqueue(element);
        assertEquals(List.of(Values.list(element)), Ops.dequeueElement(q));
      }
    }
  }

  /// Q16: without declared shapes stacks must still agree on the number of rows; each row is an
  /// element.
  @Test
  void stacksOfUndeclaredShapesHaveTheSameLength() throws Exception {
    TensorQueue q = queue(10, undeclared("", DType.INT32), undeclared("", DType.INT32));
    Tensor three = Values.counted(DType.INT32, 3, 2);
    assertRefused("component 1", () -> q.enqueueMany(three, Values.counted(DType.INT32, 2, 2)));
    q.enqueueMany(three, Values.counted(DType.INT32, 3));
    assertEquals(3, q.size());
    assertEquals(List.of(Values.list(0, 1), Values.list(0)), Ops.dequeueElement(q));
    assertEquals(List.of(Values.list(2, 3), Values.list(1)), Ops.dequeueElement(q));
  }

  /// Q28, R11: without declared shapes there is no batch, not even of no rows.
  @Test
  void undeclaredShapesCannotBeStacked() throws Exception {
    TensorQueue q = queue(10, undeclared("", DType.INT32));
    q.enqueue(Values.scalar(DType.INT32, 7));
    for (int n = 0; n < 2; n++) {
      int rows = n;
      assertRefused("specified shapes", () -> Ops.dequeueMany(q, rows));
      assertRefused("specified shapes", () -> Ops.dequeueUpTo(q, rows));
    }
    assertEquals(1, q.size());
  }

  /// Q48, Q49, Q63.
  @Test
  void tellsItsNameAndWhetherItIsClosed() throws Exception {
    TensorQueue q = queue(10);
    assertEquals("queue", q.name());
    assertEquals("mine", freedLater(create(QueueConfig.of(1, FLOAT).withName("mine"))).name());
    assertFalse(q.isClosed());
    q.close();
    assertTrue(q.isClosed());
  }
}
