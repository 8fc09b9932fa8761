package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.Batch;
import io.forebay.queue.Call;
import io.forebay.queue.PriorityQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Priority queues: the smallest number leaves first.
class PriorityCasesTest extends CaseFixture {
  private static final TensorSpec TEXT = TensorSpec.of(DType.STRING);
  private static final TensorSpec LONG = TensorSpec.of(DType.INT64);
  private static final int ROOM = 2000;
  private static final int THREADS = 40;

  private final Random random = new Random(42);

  @Override
  TensorQueue create(QueueConfig config) {
    return new PriorityQueue(config);
  }

  /// Numbers from `from` (inclusive) to `to` (exclusive), as they fall.
  private List<Long> randomNumbers(int n, int from, int to) {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      numbers.add((long) random.nextInt(from, to));
    }
    return numbers;
  }

  private static Tensor vector(List<Long> values) {
    return Values.vector(DType.INT64, values.stream().mapToDouble(Long::doubleValue).toArray());
  }

  private static List<Long> longs(Tensor tensor) {
    return LongStream.range(0, tensor.elementCount()).mapToObj(tensor::getLong).toList();
  }

  @Test
  void tc210_aBatchIsSortedAndItsTextsBelongToTheirPriorities() throws Exception {
    TensorQueue q = queue(ROOM, TEXT, TEXT);
    List<Long> priorities = randomNumbers(100, -5, 5);
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < priorities.size(); i++) {
      long priority = priorities.get(i);
      q.enqueue(Values.scalar(DType.INT64, priority), Values.text("a" + i), Values.text("b" + i));
      elements.add(priority + " a" + i + " b" + i);
    }
    List<String> cameOut = new ArrayList<>();
    try (Batch batch = q.newBatch(100)) {
      q.dequeueMany(batch);
      assertEquals(priorities.stream().sorted().toList(), longs(batch.component(0)));
      for (int i = 0; i < 100; i++) {
        cameOut.add(
            batch.component(0).getLong(i)
                + " "
                + batch.component(1).getString(i)
                + " "
                + batch.component(2).getString(i));
      }
    }
    assertSameMultiset(elements, cameOut);
  }

  @Test
  void tc213_whatManyThreadsPutInManyThreadsTakeOut() throws Exception {
    TensorQueue q = queue(ROOM, LONG);
    List<List<Long>> parts = new ArrayList<>();
    List<Call<Void>> producers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      List<Long> part = randomNumbers(random.nextInt(10), -5, 5);
      parts.add(part);
      producers.add(Call.to(() -> q.enqueueMany(vector(part), vector(part))));
    }
    results(producers);
    List<Integer> counts = new ArrayList<>(parts.stream().map(List::size).toList());
    Collections.shuffle(counts, random);
    List<Call<List<Long>>> consumers = new ArrayList<>();
    for (int count : counts) {
      consumers.add(Call.of(() -> alignedBatch(q, count)));
    }
    assertSameMultiset(flat(parts), flat(results(consumers)));
    assertEquals(0, q.size());
  }

  /// A sorted batch in which every value is its priority.
  private static List<Long> alignedBatch(TensorQueue q, int n) throws InterruptedException {
    try (Batch batch = q.newBatch(n)) {
      q.dequeueMany(batch);
      List<Long> priorities = longs(batch.component(0));
      assertEquals(priorities.stream().sorted().toList(), priorities);
      assertEquals(priorities, longs(batch.component(1)));
      return priorities;
    }
  }

  @Test
  void tc215_oneLargeStackComesOutSorted() throws Exception {
    TensorQueue q = queue(ROOM, LONG);
    List<Long> priorities = randomNumbers(1000, -100, 100);
    q.enqueueMany(vector(priorities), vector(priorities));
    assertEquals(priorities.stream().sorted().toList(), alignedBatch(q, 1000));
  }

  @Test
  void tc217_oneByOneComesOutSorted() throws Exception {
    TensorQueue q = queue(ROOM, LONG);
    List<Long> priorities = randomNumbers(1000, -100, 100);
    q.enqueueMany(vector(priorities), vector(priorities));
    List<Long> cameOut = new ArrayList<>();
    Tensor priority = Values.scalar(DType.INT64, 0);
    Tensor value = Values.scalar(DType.INT64, 0);
    for (int i = 0; i < 1000; i++) {
      q.dequeue(priority, value);
      assertEquals(priority.getLong(0), value.getLong(0));
      cameOut.add(priority.getLong(0));
    }
    assertEquals(priorities.stream().sorted().toList(), cameOut);
  }

  @Test
  void tc218_aPriorityIsANumber() {
    TensorQueue q = queue(ROOM, TEXT);
    Tensor texts = Values.texts(Shape.of(2), "a", "b");
    assertRefused(
        "dtype string (expected: int64)", () -> q.enqueue(Values.text("a"), Values.text("b")));
    assertRefused("dtype string (expected: int64)", () -> q.enqueueMany(texts, texts));
    assertEquals(0, q.size());
  }

  /// DM(5) waits with two stored; a D behind it waits too.
  @Test
  void tx11_whoWaitsBehindALargeBatchWaitsToo() throws Exception {
    TensorQueue q = queue(ROOM, LONG);
    q.enqueueMany(vector(List.of(3L, 1L)), vector(List.of(3L, 1L)));
    Call<List<Long>> large = blockedConsumer(q, () -> alignedBatch(q, 5));
    Call<List<Long>> small = blockedConsumer(q, () -> alignedBatch(q, 1));
    assertEquals(2, q.size());
    q.enqueueMany(vector(List.of(5L, 2L, 4L)), vector(List.of(5L, 2L, 4L)));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), large.result());
    Call.until(() -> q.waitingConsumers() == 1);
    q.enqueueMany(vector(List.of(6L)), vector(List.of(6L)));
    assertEquals(List.of(6L), small.result());
  }
}
