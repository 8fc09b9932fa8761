package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.Batch;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/// Many in, many out.
abstract class BatchScenarios extends CaseFixture {
  /// The second component of the cases with pairs.
  private static final TensorSpec INT_PAIR = TensorSpec.of(DType.INT32, 2);

  /// A way to take a batch.
  interface Take {
    void take(TensorQueue queue, Batch batch) throws InterruptedException;
  }

  static final Take MANY = TensorQueue::dequeueMany;
  static final Take UP_TO = TensorQueue::dequeueUpTo;

  /// The second component of pairs; in a padding queue its length may be open.
  TensorSpec pairSpec() {
    return INT_PAIR;
  }

  /// EM of four elements, size 4.
  void stackedElementsGoIn() throws Exception {
    TensorQueue q = queue(10);
    Ops.enqueueMany(q, 10, 20, 30, 40);
    assertEquals(4, q.size());
  }

  /// EM[10, 20, 30, 40] twice, D eight times.
  void stackedElementsComeOutOneByOne() throws Exception {
    TensorQueue q = queue(10);
    Ops.enqueueMany(q, 10, 20, 30, 40);
    Ops.enqueueMany(q, 10, 20, 30, 40);
    assertCameOut(Values.list(10, 20, 30, 40, 10, 20, 30, 40), Ops.dequeueTimes(q, 8));
  }

  /// A batch of no rows, from an empty queue and from one with an element, which stays.
  void aBatchOfNoRowsIsEmpty(Take way) throws Exception {
    TensorQueue q = queue(10);
    assertNoRows(q, way);
    Ops.enqueue(q, 10);
    assertNoRows(q, way);
    assertEquals(1, q.size());
  }

  private static void assertNoRows(TensorQueue q, Take way) throws InterruptedException {
    try (Batch batch = q.newBatch(0)) {
      way.take(q, batch);
      assertEquals(0, batch.rows());
      assertEquals(Shape.of(0), batch.component(0).shape());
      assertEquals(List.of(), Values.list(batch.component(0)));
    }
  }

  /// EM of 4 numbers and 4 pairs, twice; D eight times.
  void stackedPairsComeOutOneByOne() throws Exception {
    TensorQueue q = queue(10, FLOAT, pairSpec());
    Tensor numbers = Values.vector(DType.FLOAT32, Values.tens(4));
    Tensor pairs = Values.counted(DType.INT32, 4, 2);
    q.enqueueMany(numbers, pairs);
    q.enqueueMany(numbers, pairs);
    List<List<List<Double>>> expected = new ArrayList<>(numbersAndPairs(4));
    expected.addAll(numbersAndPairs(4));
    List<List<List<Double>>> cameOut = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      cameOut.add(Ops.dequeueElement(q));
    }
    assertCameOut(expected, cameOut);
  }

  /// Ten elements, two batches of n.
  void batchesComeOut(Take way, int n) throws Exception {
    TensorQueue q = queue(10);
    Ops.enqueueMany(q, Values.tens(10));
    List<Double> cameOut = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (Batch batch = q.newBatch(n)) {
        way.take(q, batch);
        assertEquals(n, batch.rows());
        cameOut.addAll(Values.list(batch.component(0)));
      }
    }
    List<Double> all = Values.list(Values.tens(10));
    if (isOrdered()) {
      assertEquals(all.subList(0, 2 * n), cameOut);
    } else {
      cameOut.addAll(Ops.dequeueTimes(q, 10 - 2 * n));
      assertSameMultiset(all, cameOut);
    }
  }

  /// Ten elements of two components: two batches of four, then one by one, as many as `singles`.
  void batchesOfPairsThenSingles(Take way, int singles) throws Exception {
    TensorQueue q = queue(10, FLOAT, pairSpec());
    q.enqueueMany(
        Values.vector(DType.FLOAT32, Values.tens(10)), Values.counted(DType.INT32, 10, 2));
    List<List<List<Double>>> cameOut = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (Batch batch = q.newBatch(4)) {
        way.take(q, batch);
        assertEquals(Shape.of(4), batch.component(0).shape());
        assertEquals(Shape.of(4, 2), batch.component(1).shape());
        cameOut.addAll(Ops.elements(batch, 2));
      }
    }
    for (int i = 0; i < singles; i++) {
      List<List<Double>> element = Ops.dequeueElement(q);
      assertEquals(2, element.get(1).size());
      cameOut.add(element);
    }
    assertCameOut(numbersAndPairs(8 + singles), cameOut);
    assertEquals(2 - singles, q.size());
  }

  /// The elements of (10, 20, ..) and ((0, 1), (2, 3), ..).
  private static List<List<List<Double>>> numbersAndPairs(int n) {
    List<List<List<Double>>> elements = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      elements.add(List.of(Values.list(10 * (i + 1)), Values.list(2 * i, 2 * i + 1)));
    }
    return elements;
  }

  /// Ten elements of 4x4x4x4 values.
  void elementsOfRankFourComeOut() throws Exception {
    TensorQueue q = queue(10, TensorSpec.of(DType.INT32, 4, 4, 4, 4));
    Tensor stacked = Values.counted(DType.INT32, 10, 4, 4, 4, 4);
    q.enqueueMany(stacked);
    try (Batch batch = q.newBatch(10)) {
      q.dequeueMany(batch);
      assertEquals(stacked.shape(), batch.component(0).shape());
      assertCameOut(rows(stacked), rows(batch.component(0)));
    }
  }

  private static List<List<Double>> rows(Tensor stacked) {
    List<List<Double>> rows = new ArrayList<>();
    for (int row = 0; row < stacked.shape().dim(0); row++) {
      rows.add(Values.list(stacked.row(row)));
    }
    return rows;
  }

  /// A vector of zero rows takes nothing.
  void noRowsGoIn() throws Exception {
    TensorQueue q = queue(10, INT, FLOAT);
    q.enqueueMany(Values.vector(DType.INT32), Values.vector(DType.FLOAT32));
    assertEquals(0, q.size());
  }
}
