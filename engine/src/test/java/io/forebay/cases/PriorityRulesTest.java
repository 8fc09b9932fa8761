package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.Call;
import io.forebay.queue.PriorityQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Priority queues: what waits, what a close ends, ties and the whole range.
class PriorityRulesTest extends CaseFixture {
  private static final TensorSpec LONG = TensorSpec.of(DType.INT64);

  @Override
  TensorQueue create(QueueConfig config) {
    return new PriorityQueue(config);
  }

  private static Tensor longs(long... values) {
    return Tensors.vector(values);
  }

  /// Elements of which the value is the priority.
  private static void put(TensorQueue q, long... priorities) throws InterruptedException {
    q.enqueueMany(longs(priorities), longs(priorities));
  }

  /// A batch of elements of which the value is the priority.
  private static List<Long> many(TensorQueue q, int n) throws InterruptedException {
    try (Batch batch = q.newBatch(n)) {
      q.dequeueMany(batch);
      return priorities(batch);
    }
  }

  private static List<Long> upTo(TensorQueue q, int n) throws InterruptedException {
    try (Batch batch = q.newBatch(n)) {
      q.dequeueUpTo(batch);
      return priorities(batch);
    }
  }

  private static List<Long> priorities(Batch batch) {
    List<Long> priorities = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      priorities.add(batch.component(0).getLong(row));
      assertEquals(batch.component(0).getLong(row), batch.component(1).getLong(row));
    }
    return priorities;
  }

  private static long one(TensorQueue q) throws InterruptedException {
    return many(q, 1).getFirst();
  }

  /// P1, P10: the priority is the first component, and has a name where the others have.
  @Test
  void thePriorityIsTheFirstComponent() throws Exception {
    TensorQueue q = queue(10, FLOAT, TensorSpec.of(DType.INT32, 2));
    assertEquals(List.of(DType.INT64, DType.FLOAT32, DType.INT32), q.dtypes());
    assertEquals(List.of(Shape.scalar(), Shape.scalar(), Shape.of(2)), q.shapes());
    assertEquals(List.of(), q.names());
    TensorQueue named = queue(10, TensorSpec.named("value", DType.INT64));
    assertEquals(List.of("priority", "value"), named.names());
    for (long i = 3; i > 0; i--) {
      named.enqueue(Map.of(PriorityQueue.PRIORITY, longs(i).row(0), "value", longs(10 * i).row(0)));
    }
    try (Batch batch = named.newBatch(1)) {
      named.dequeue(batch);
      assertEquals(1, batch.asMap().get("priority").getLong(0));
      assertEquals(10, batch.asMap().get("value").getLong(0));
    }
  }

  /// P2.
  @Test
  void theWholeRangeIsOrdered() throws Exception {
    TensorQueue q = queue(10, LONG);
    put(q, Long.MAX_VALUE, 0, -1, Long.MIN_VALUE, 1, Long.MIN_VALUE + 1);
    assertEquals(
        List.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, 1L, Long.MAX_VALUE), many(q, 6));
  }

  /// P3: equals leave in the order they came in, their components together.
  @Test
  void equalPrioritiesLeaveInTheOrderTheyCameIn() throws Exception {
    TensorQueue q = queue(100, INT, FLOAT);
    Random random = new Random(5);
    List<List<List<Double>>> came = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double priority = random.nextInt(3);
      q.enqueue(
          Values.scalar(DType.INT64, priority),
          Values.scalar(DType.INT32, i),
          Values.scalar(DType.FLOAT32, i / 2.0));
      came.add(List.of(Values.list(priority), Values.list(i), Values.list(i / 2.0)));
    }
    came.sort((a, b) -> Double.compare(a.getFirst().getFirst(), b.getFirst().getFirst()));
    try (Batch batch = q.newBatch(100)) {
      q.dequeueMany(batch);
      assertEquals(came, Ops.elements(batch, 3));
    }
  }

  /// P4: a dequeue takes the smallest that is there, and waits for no better one.
  @Test
  void aDequeueTakesTheSmallestThatIsThere() throws Exception {
    TensorQueue q = queue(10, LONG);
    put(q, 7, 5);
    assertEquals(5, one(q));
    put(q, 1);
    assertEquals(1, one(q));
    assertEquals(7, one(q));
  }

  /// Q8: of an enqueueMany that fits all is there before a waiting dequeue picks.
  @Test
  void aWaitingDequeueGetsTheSmallestOfAStack() throws Exception {
    for (int i = 0; i < 200; i++) {
      TensorQueue q = queue(10, LONG);
      Call<Long> waiting = blockedConsumer(q, () -> one(q));
      put(q, 5, 1, 3);
      assertEquals(1, waiting.result());
    }
  }

  /// P5: a batch waits until enough are there at once, and holds nothing meanwhile.
  @Test
  void aBatchWaitsUntilAllAreThere() throws Exception {
    TensorQueue q = queue(10, LONG);
    put(q, 9, 2);
    Call<List<Long>> waiting = blockedConsumer(q, () -> many(q, 4));
    put(q, 5);
    assertEquals(3, q.size());
    put(q, 1);
    assertEquals(List.of(1L, 2L, 5L, 9L), waiting.result());
  }

  /// Q14: more than the capacity comes never together while the queue is open.
  @Test
  void moreThanTheCapacityWaitsForTheClose() throws Exception {
    TensorQueue q = queue(2, LONG);
    Call<List<Long>> waiting = blockedConsumer(q, () -> many(q, 3));
    put(q, 2, 1);
    Call<Void> third = blockedProducer(q, () -> put(q, 3));
    assertEquals(2, q.size());
    q.close(true);
    waiting.failure(OutOfRangeException.class);
    third.failure(CancelledException.class);
    assertEquals(List.of(1L, 2L), upTo(q, 3));
  }

  /// P6, P7: after a close exactly n or none, and a short sorted batch of what is left.
  @Test
  void afterACloseWhatIsLeftComesSorted() throws Exception {
    TensorQueue q = queue(10, LONG);
    put(q, 4, 3, 6, 5);
    q.close();
    assertEnd(() -> many(q, 5));
    assertEquals(4, q.size());
    assertEquals(List.of(3L), upTo(q, 1));
    assertEquals(List.of(4L, 5L, 6L), upTo(q, 5));
    assertEnd(() -> upTo(q, 5));
  }

  /// P7: an upTo that waits for more gets what is left when the queue is closed.
  @Test
  void aWaitingUpToBatchGetsWhatIsLeft() throws Exception {
    TensorQueue q = queue(10, LONG);
    put(q, 4, 3);
    Call<List<Long>> waiting = blockedConsumer(q, () -> upTo(q, 5));
    q.close();
    assertEquals(List.of(3L, 4L), waiting.result());
  }

  /// P8.
  @Test
  void aPriorityIsAScalar() {
    TensorQueue q = queue(10, LONG);
    assertRefused(
        "component 0 has the wrong shape: expected [] got [2]",
        () -> q.enqueue(longs(1, 2), longs(1).row(0)));
    assertRefused(
        "component 0 has the wrong shape: expected [2] got [2,2]",
        () -> q.enqueueMany(Values.counted(DType.INT64, 2, 2), longs(1, 2)));
    TensorQueue any = queue(10, undeclared("", DType.INT64));
    assertRefused("expected [] got [2]", () -> any.enqueue(longs(1, 2), longs(1, 2)));
    assertEquals(0, q.size() + any.size());
  }

  /// P11: without shapes elements may differ, and leave one by one.
  @Test
  void withoutShapesElementsLeaveOneByOne() throws Exception {
    TensorQueue q = queue(10, undeclared("", DType.INT64));
    q.enqueue(longs(2).row(0), longs(1, 2, 3));
    q.enqueue(longs(1).row(0), longs(4));
    assertEquals(List.of(Values.list(1), Values.list(4)), Ops.dequeueElement(q));
    assertRefused("specified shapes", () -> many(q, 1));
    assertEquals(List.of(Values.list(2), Values.list(1, 2, 3)), Ops.dequeueElement(q));
  }

  /// P12: producers of 0 to 9 elements, consumers of as many, through a capacity of 10.
  @Test
  void manyProducersAndConsumersThroughASmallQueue() throws Exception {
    TensorQueue q = queue(10, LONG);
    Random random = new Random(12);
    List<Integer> counts = new ArrayList<>();
    List<Long> expected = new ArrayList<>();
    List<Call<Void>> producers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long[] part = random.longs(random.nextInt(10), -5, 5).toArray();
      counts.add(part.length);
      for (long priority : part) {
        expected.add(priority);
      }
      producers.add(Call.to(() -> put(q, part)));
    }
    Collections.shuffle(counts, random);
    List<Call<List<Long>>> consumers = new ArrayList<>();
    for (int count : counts) {
      consumers.add(Call.of(() -> many(q, count)));
    }
    results(producers);
    assertSameMultiset(expected, flat(results(consumers)));
  }
}
