package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.Batch;
import io.forebay.queue.Call;
import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Padding queues: shapes that differ, which the cases with fixed shapes leave out.
class PaddingRulesTest extends CaseFixture {
  private static final TensorSpec RAGGED = TensorSpec.of(DType.INT32, -1);

  @Override
  TensorQueue create(QueueConfig config) {
    return new PaddingFifoQueue(config);
  }

  private static Tensor ints(double... values) {
    return Values.vector(DType.INT32, values);
  }

  private static Batch many(TensorQueue q, int n) throws InterruptedException {
    Batch batch = q.newBatch(n);
    q.dequeueMany(batch);
    return batch;
  }

  private static void assertHolds(Batch batch, Shape shape, double... values) {
    try (batch) {
      assertEquals(shape, batch.component(0).shape());
      assertEquals(Values.list(values), Values.list(batch.component(0)));
    }
  }

  /// D2: known dimensions must match, others are free, and so is no rank.
  @Test
  void knownDimensionsMustMatch() throws Exception {
    TensorQueue q = queue(10, TensorSpec.of(DType.INT32, -1, 3));
    assertRefused("expected [?,3] got [3,4]", () -> q.enqueue(Values.counted(DType.INT32, 3, 4)));
    assertRefused("expected [?,3] got [3]", () -> q.enqueue(ints(1, 2, 3)));
    assertRefused(
        "expected [2,?,3] got [2,3,4]", () -> q.enqueueMany(Values.counted(DType.INT32, 2, 3, 4)));
    q.enqueue(Values.counted(DType.INT32, 3, 3));
    q.enqueue(Values.counted(DType.INT32, 1, 3));
    assertEquals(2, q.size());
  }

  /// D3.
  @Test
  void aSingleElementHasItsOwnShape() throws Exception {
    TensorQueue q = queue(10, RAGGED);
    q.enqueue(ints(1));
    q.enqueueMany(Values.counted(DType.INT32, 2, 3));
    List<List<Double>> cameOut = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (Batch one = q.newBatch(1)) {
        q.dequeue(one);
        assertEquals(1, one.component(0).shape().rank());
        cameOut.add(Values.list(one.component(0)));
      }
    }
    assertEquals(List.of(Values.list(1), Values.list(0, 1, 2), Values.list(3, 4, 5)), cameOut);
  }

  /// D4: the largest of this batch, not of the one before.
  @Test
  void aBatchIsAsWideAsItsWidestElement() throws Exception {
    TensorQueue q = queue(10, RAGGED);
    q.enqueue(ints(1));
    q.enqueue(ints(2, 3, 4));
    q.enqueue(ints(5));
    q.enqueue(ints(6, 7));
    assertHolds(many(q, 2), Shape.of(2, 3), 1, 0, 0, 2, 3, 4);
    assertHolds(many(q, 2), Shape.of(2, 2), 5, 0, 6, 7);
  }

  /// D4, D8: each open dimension and each component on its own; elements lie at low indices.
  @Test
  void everyOpenDimensionIsPaddedOnItsOwn() throws Exception {
    TensorQueue q =
        queue(10, TensorSpec.of(DType.INT32, -1, 2, -1), TensorSpec.of(DType.FLOAT32, 2));
    Tensor pair = Values.vector(DType.FLOAT32, 8, 9);
    q.enqueue(Values.tensor(DType.INT32, Shape.of(1, 2, 2), 1, 2, 3, 4), pair);
    q.enqueue(Values.tensor(DType.INT32, Shape.of(2, 2, 1), 5, 6, 7, 8), pair);
    try (Batch batch = many(q, 2)) {
      assertEquals(Values.list(8, 9, 8, 9), Values.list(batch.component(1)));
      assertHolds(batch, Shape.of(2, 2, 2, 2), 1, 2, 3, 4, 0, 0, 0, 0, 5, 0, 6, 0, 7, 0, 8, 0);
    }
  }

  /// D4: what a string is padded with is the empty one.
  @Test
  void stringsArePaddedWithEmptyOnes() throws Exception {
    TensorQueue q = queue(10, TensorSpec.of(DType.STRING, -1));
    q.enqueue(Values.texts(Shape.of(1), "one"));
    q.enqueue(Values.texts(Shape.of(3), "two", "", "three"));
    try (Batch batch = many(q, 2)) {
      assertEquals(Shape.of(2, 3), batch.component(0).shape());
      assertEquals(List.of("one", "", "", "two", "", "three"), Values.textList(batch.component(0)));
    }
  }

  /// D4: the memory of a batch is used again and again, and old values never show.
  @Test
  void paddingIsZeroAlsoInMemoryUsedBefore() throws Exception {
    TensorQueue q = queue(10, RAGGED);
    Batch batch = q.newBatch(2);
    for (int lap = 1; lap <= 5; lap++) {
      q.enqueueMany(Values.tensor(DType.INT32, Shape.of(2, 4), 9, 9, 9, 9, 9, 9, 9, 9));
      q.dequeueMany(batch);
      assertHolds(batch, Shape.of(2, 4), 9, 9, 9, 9, 9, 9, 9, 9);
      q.enqueue(ints(lap));
      q.enqueue(ints(lap, lap, lap));
      q.dequeueMany(batch);
      assertHolds(batch, Shape.of(2, 3), lap, 0, 0, lap, lap, lap);
    }
  }

  /// D5.
  @Test
  void elementsOfLengthZeroAreAllPadding() throws Exception {
    TensorQueue q = queue(10, RAGGED);
    q.enqueue(ints());
    q.enqueue(ints(1, 2));
    q.enqueue(ints());
    q.enqueue(ints());
    assertHolds(many(q, 2), Shape.of(2, 2), 0, 0, 1, 2);
    assertHolds(many(q, 2), Shape.of(2, 0));
  }

  /// D6.
  @Test
  void aShortBatchIsAsWideAsWhatItHolds() throws Exception {
    TensorQueue q = queue(10, RAGGED);
    q.enqueue(ints(1, 2, 3, 4));
    q.enqueue(ints(5));
    q.enqueue(ints(6, 7));
    assertEquals(4, Ops.dequeueElement(q).getFirst().size());
    q.close();
    try (Batch batch = q.newBatch(5)) {
      q.dequeueUpTo(batch);
      assertHolds(batch, Shape.of(2, 2), 5, 0, 6, 7);
    }
  }

  /// D7.
  @Test
  void openDimensionsOfABatchOfNoRowsAreZero() throws Exception {
    TensorQueue q = queue(10, TensorSpec.of(DType.INT32, -1, 3));
    assertHolds(many(q, 0), Shape.of(0, 0, 3));
    q.enqueue(Values.counted(DType.INT32, 4, 3));
    assertHolds(many(q, 0), Shape.of(0, 0, 3));
    assertEquals(1, q.size());
  }

  /// D9: any rank.
  @Test
  void elementsOfHighRankArePadded() throws Exception {
    TensorQueue q = queue(10, TensorSpec.of(DType.INT32, 1, 1, 1, 1, 1, -1));
    q.enqueue(Values.counted(DType.INT32, 1, 1, 1, 1, 1, 2));
    q.enqueue(Values.counted(DType.INT32, 1, 1, 1, 1, 1, 3));
    assertHolds(many(q, 2), Shape.of(2, 1, 1, 1, 1, 1, 3), 0, 1, 0, 0, 1, 2);
  }

  /// D10, Q31: a request that fails leaves its elements in front and in order, each in its shape.
  @Test
  void elementsHandedBackComeFirstAndInTheirShapes() throws Exception {
    TensorQueue q = queue(2, RAGGED);
    Call<Batch> large = blockedConsumer(q, () -> many(q, 9));
    q.enqueue(ints(1));
    q.enqueue(ints(2, 2));
    q.enqueue(ints(3, 3, 3));
    q.close();
    assertEnds(large);
    assertEquals(3, q.size());
    assertEquals(List.of(Values.list(1)), Ops.dequeueElement(q));
    assertHolds(many(q, 2), Shape.of(2, 3), 2, 2, 0, 3, 3, 3);
  }

  /// D4 at random: each element cropped out of its batch is itself, and all else is zero.
  @Test
  void whateverTheShapesElementsAreInTheirCorners() throws Exception {
    Random random = new Random(3);
    TensorQueue q = queue(8, TensorSpec.of(DType.INT32, -1, -1));
    for (int lap = 0; lap < 50; lap++) {
      int n = 1 + random.nextInt(8);
      List<Shape> shapes = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        shapes.add(Shape.of(random.nextInt(5), random.nextInt(5)));
        q.enqueue(Values.counted(DType.INT32, shapes.get(i).toArray()));
      }
      try (Batch batch = many(q, n)) {
        assertPadded(shapes, batch.component(0));
      }
    }
  }

  private static void assertPadded(List<Shape> shapes, Tensor batch) {
    long high = shapes.stream().mapToLong(shape -> shape.dim(0)).max().orElseThrow();
    long wide = shapes.stream().mapToLong(shape -> shape.dim(1)).max().orElseThrow();
    assertEquals(Shape.of(shapes.size(), high, wide), batch.shape());
    for (int row = 0; row < shapes.size(); row++) {
      Shape shape = shapes.get(row);
      List<Double> expected = new ArrayList<>();
      for (long i = 0; i < high * wide; i++) {
        long y = i / wide;
        long x = i % wide;
        boolean inside = y < shape.dim(0) && x < shape.dim(1);
        expected.add(inside ? (double) (y * shape.dim(1) + x) : 0.0);
      }
      assertEquals(expected, Values.list(batch.row(row)));
    }
  }
}
