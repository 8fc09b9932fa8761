package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Elements of every kind and size keep their bytes, over many laps of the slots.
abstract class StorageTests extends BatchTests {
  /// An id first, then these components, filled by id.
  private static Tensor[] element(TensorQueue q, long id) {
    Tensor[] element = q.spec().components().stream().map(Tensors::of).toArray(Tensor[]::new);
    element[0].setLong(0, id);
    for (int c = 1; c < element.length; c++) {
      Tensors.fill(element[c], c, id);
    }
    return element;
  }

  private static TensorSpec[] withId(TensorSpec... components) {
    TensorSpec[] all = new TensorSpec[components.length + 1];
    all[0] = Tensors.NUMBER;
    System.arraycopy(components, 0, all, 1, components.length);
    return all;
  }

  /// Checks the rows of a batch against their ids; how many.
  private static int check(TensorQueue q, Batch batch) {
    for (int row = 0; row < batch.rows(); row++) {
      long id = batch.component(0).getLong(row);
      for (int c = 1; c < q.spec().size(); c++) {
        Tensor value = batch.component(c).row(row);
        assertEquals(-1, Tensors.mismatch(value, c, id), "component " + c + " of " + id);
      }
    }
    return batch.rows();
  }

  private static int drain(TensorQueue q, int n) throws InterruptedException {
    int rows = 0;
    try {
      while (true) {
        try (Batch batch = q.newBatch(n)) {
          q.dequeueUpTo(batch);
          rows += check(q, batch);
        }
      }
    } catch (OutOfRangeException end) {
      return rows;
    }
  }

  /// Random batches through the queue until `rows` rows are through.
  private void pass(TensorQueue q, int rows, int seed) throws InterruptedException {
    Random random = new Random(seed);
    int in = 0;
    int out = 0;
    while (in < rows) {
      int room = (int) (q.capacity() - q.size());
      for (int n = random.nextInt(room + 1); n > 0 && in < rows; n--) {
        q.enqueue(element(q, in++));
      }
      int free = (int) Math.max(0, q.size() - stays());
      try (Batch batch = q.newBatch(random.nextInt(free + 1))) {
        q.dequeueMany(batch);
        out += check(q, batch);
      }
    }
    q.close();
    assertEquals(rows, out + drain(q, 3));
  }

  /// Q64 without strings, TC-040.
  @Test
  void everyDtypeRoundTrips() throws Exception {
    DType[] dtypes = Arrays.stream(DType.values()).filter(DType::isFixedSize).toArray(DType[]::new);
    TensorQueue q =
        queueOf(
            32,
            withId(
                Arrays.stream(dtypes)
                    .map(dtype -> TensorSpec.of(dtype, 4, 3))
                    .toArray(TensorSpec[]::new)));
    Tensor[] stacked =
        q.spec().components().stream().map(c -> Tensors.of(c.stacked(32))).toArray(Tensor[]::new);
    for (int row = 0; row < 32; row++) {
      Tensor[] element = element(q, row);
      for (int c = 0; c < element.length; c++) {
        stacked[c].row(row).copyFrom(element[c]);
      }
    }
    q.enqueueMany(stacked);
    q.close();
    try (Batch batch = q.newBatch(32)) {
      q.dequeueMany(batch);
      assertEquals(32, check(q, batch));
      for (int c = 1; c < stacked.length; c++) {
        assertEquals(dtypes[c - 1], batch.component(c).dtype());
        assertEquals(Shape.of(32, 4, 3), batch.component(c).shape());
      }
    }
  }

  /// Capacities that are no power of two, elements that do not divide a page.
  @ParameterizedTest
  @CsvSource({"1, 12", "2, 3211", "3, 12", "5, 3211", "7, 4096", "8, 1", "100, 12", "100, 3211"})
  void elementsOfAnySizeKeepTheirBytes(int room, int bytes) throws Exception {
    pass(queueOf(room, withId(TensorSpec.of(DType.UINT8, bytes))), 4 * room + 50, room);
  }

  /// 224 x 224 x 3 floats.
  @Test
  void largeElementsKeepTheirBytes() throws Exception {
    pass(queueOf(3, withId(TensorSpec.of(DType.FLOAT32, 224, 224, 3))), 8, 1);
  }

  @Test
  void componentsAreStackedEachOnItsOwn() throws Exception {
    pass(
        queueOf(
            6,
            withId(
                TensorSpec.of(DType.INT8, 3),
                TensorSpec.of(DType.FLOAT64),
                TensorSpec.of(DType.BOOL, 5, 5),
                TensorSpec.of(DType.COMPLEX128, 2))),
        60,
        2);
  }

  /// Components whose elements are a multiple of 64 bytes are aligned to 64, wherever the batch
  /// starts.
  @Test
  void componentsOfWholeCacheLinesAreAligned() throws Exception {
    TensorQueue q =
        queueOf(5, withId(TensorSpec.of(DType.INT8, 192), TensorSpec.of(DType.FLOAT32, 16)));
    for (long id = 0; id < 5; id++) {
      q.enqueue(element(q, id));
    }
    q.close();
    for (int i = 0; i < 5; i++) {
      try (Batch batch = q.newBatch(1)) {
        q.dequeueMany(batch);
        check(q, batch);
        assertTrue(batch.isAligned(1, 64));
        assertTrue(batch.isAligned(2, 64));
        assertTrue(batch.isAligned(0, 8));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void componentsWithoutABytePassThrough(int room) throws Exception {
    pass(queueOf(room, withId(TensorSpec.of(DType.FLOAT32, 3, 0))), 40, 3);
  }

  @Test
  void elementsWithoutAByteAreStillCounted() throws Exception {
    TensorQueue q = queueOf(3, TensorSpec.of(DType.INT64, 0));
    Tensor nothing = Tensors.of(DType.INT64, 0);
    int rows = 0;
    for (int i = 0; i < 3; i++) {
      q.enqueue(nothing);
    }
    assertEquals(3, q.size());
    q.close();
    try (Batch batch = q.newBatch(3)) {
      q.dequeueMany(batch);
      rows = batch.rows();
      assertEquals(Shape.of(3, 0), batch.component(0).shape());
    }
    assertEquals(3, rows);
  }

  /// Rows written in place where rows of an earlier lap lie.
  @Test
  void rowsWrittenInPlaceKeepTheirBytes() throws Exception {
    TensorQueue q = queueOf(4, withId(TensorSpec.of(DType.UINT8, 33)));
    int out = 0;
    for (int lap = 0; lap < 10; lap++) {
      try (Claim claim = q.newClaim(4)) {
        q.claim(claim, 1 + lap % 4, io.forebay.wait.Wait.FOREVER);
        for (int row = 0; row < claim.rows(); row++) {
          claim.element(row).component(0).setLong(0, lap);
          Tensors.fill(claim.element(row).component(1), 1, lap);
        }
        claim.publish();
      }
      int free = (int) Math.max(0, q.size() - stays());
      try (Batch batch = q.newBatch(free)) {
        q.dequeueMany(batch);
        out += check(q, batch);
      }
    }
    q.close();
    int in = IntStream.range(0, 10).map(lap -> 1 + lap % 4).sum();
    assertEquals(in, out + drain(q, 2));
  }
}
