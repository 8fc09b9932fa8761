package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Elements of different shapes, each batch as wide as its widest (section "PaddingFIFOQueue" of
/// the rules, D1 to D10).
class PaddingTest extends PooledFixture {
  private static final TensorSpec VECTOR = TensorSpec.of(DType.INT64, -1);

  private PaddingFifoQueue queue(TensorSpec... components) {
    return own(new PaddingFifoQueue(QueueConfig.of(100, components).withName("padded")));
  }

  private static void put(TensorQueue queue, long... values) throws InterruptedException {
    queue.enqueue(Tensors.vector(values));
  }

  private static void assertRows(Batch batch, long[]... rows) {
    Tensor all = batch.component(0);
    assertEquals(Shape.of(rows.length, rows.length == 0 ? 0 : rows[0].length), all.shape());
    for (int row = 0; row < rows.length; row++) {
      assertEquals(Tensors.vector(rows[row]).shape(), all.row(row).shape());
      for (int i = 0; i < rows[row].length; i++) {
        assertEquals(rows[row][i], all.row(row).getLong(i), "row " + row + ", value " + i);
      }
    }
  }

  private static String refused(Call.Action action) {
    return assertThrows(InvalidArgumentException.class, action::run).getMessage();
  }

  @Test
  void shapesOfUnknownRankAreRefused_D1() {
    QueueConfig config =
        QueueConfig.of(1, VECTOR, new TensorSpec(DType.INT64, Shape.unknownRank(), ""));
    String message = refused(() -> new PaddingFifoQueue(config));
    assertTrue(message.contains("a list of shapes must be provided"), message);
  }

  @Test
  void unknownDimensionsAreFreeAndKnownOnesAreNot_D2() throws Exception {
    PaddingFifoQueue q = queue(TensorSpec.of(DType.INT64, -1, 3));
    q.enqueue(Tensors.of(DType.INT64, 0, 3));
    q.enqueue(Tensors.of(DType.INT64, 9, 3));
    String expected = "queue 'padded': component 0 has the wrong shape: expected [?,3] got ";
    assertEquals(expected + "[3,4]", refused(() -> q.enqueue(Tensors.of(DType.INT64, 3, 4))));
    assertEquals(expected + "[3]", refused(() -> q.enqueue(Tensors.of(DType.INT64, 3))));
    assertEquals(expected + "[1,1,3]", refused(() -> q.enqueue(Tensors.of(DType.INT64, 1, 1, 3))));
    assertEquals(2, q.size());
  }

  /// TC-115.
  @Test
  void stackedElementsMustFitTheKnownDimensions_D2() throws Exception {
    PaddingFifoQueue q = queue(VECTOR, TensorSpec.of(DType.INT64, -1, 3));
    Tensor two = Tensors.of(DType.INT64, 2, 5);
    assertEquals(
        "queue 'padded': component 1 has the wrong shape: expected [2,?,3] got [2,3,4]",
        refused(() -> q.enqueueMany(two, Tensors.of(DType.INT64, 2, 3, 4))));
    assertEquals(
        "queue 'padded': component 1 has the wrong shape: expected [2,?,3] got [3,1,3]",
        refused(() -> q.enqueueMany(two, Tensors.of(DType.INT64, 3, 1, 3))));
    q.enqueueMany(two, Tensors.of(DType.INT64, 2, 1, 3));
    assertEquals(2, q.size());
  }

  @Test
  void aSingleElementIsNotPadded_D3() throws Exception {
    PaddingFifoQueue q = queue(VECTOR);
    put(q, 1, 2, 3);
    put(q);
    put(q, 4);
    try (Batch batch = q.newBatch(1)) {
      for (int length : new int[] {3, 0, 1}) {
        q.dequeue(batch);
        assertEquals(Shape.of(length), batch.component(0).shape());
        assertEquals(1, batch.rows());
        release(batch);
      }
    }
  }

  @Test
  void aBatchOfOneIsStackedAsItIs_D4() throws Exception {
    PaddingFifoQueue q = queue(VECTOR);
    put(q, 1, 2, 3);
    put(q, 4);
    try (Batch batch = q.newBatch(1)) {
      q.dequeueMany(batch);
      assertRows(batch, new long[] {1, 2, 3});
      release(batch);
      q.dequeueMany(batch);
      assertRows(batch, new long[] {4});
    }
  }

  @Test
  void everyBatchIsAsWideAsItsWidest_D4() throws Exception {
    PaddingFifoQueue q = queue(VECTOR);
    put(q, 1);
    put(q, 2, 3, 4);
    put(q, 5, 6);
    put(q, 7);
    try (Batch batch = q.newBatch(2)) {
      q.dequeueMany(batch);
      assertRows(batch, new long[] {1, 0, 0}, new long[] {2, 3, 4});
      release(batch);
      q.dequeueMany(batch);
      assertRows(batch, new long[] {5, 6}, new long[] {7, 0});
    }
  }

  /// The memory of a wide batch comes again in a narrow one, and then in one with padding.
  @Test
  void aReusedBatchShowsNothingOfAWiderOne_D4() throws Exception {
    PaddingFifoQueue q = queue(VECTOR);
    try (Batch batch = q.newBatch(2)) {
      for (int lap = 0; lap < 3; lap++) {
        put(q, -1, -1, -1, -1, -1, -1);
        put(q, -1, -1, -1, -1, -1, -1);
        q.dequeueMany(batch);
        release(batch);
        put(q, 1);
        put(q, 2, 3, 4, 5);
        q.dequeueMany(batch);
        assertRows(batch, new long[] {1, 0, 0, 0}, new long[] {2, 3, 4, 5});
        release(batch);
      }
    }
  }

  @Test
  void rowsMayBeLong_D4() throws Exception {
    PaddingFifoQueue q = queue(VECTOR);
    try (Batch batch = q.newBatch(2)) {
      for (int length : new int[] {1024, 1025, 5000}) {
        for (int id = 0; id < 2; id++) {
          q.enqueue(Content.of(DType.INT64, Shape.of(id == 0 ? length : 3), id));
        }
        q.dequeueMany(batch);
        Content.check(batch.component(0).row(0), Shape.of(length), 0);
        Content.check(batch.component(0).row(1), Shape.of(3), 1);
        release(batch);
      }
    }
  }

  @Test
  void elementsOfNoLengthAreAllPadding_D5() throws Exception {
    PaddingFifoQueue q = queue(VECTOR);
    put(q);
    put(q, 1, 2);
    put(q);
    try (Batch batch = q.newBatch(3)) {
      q.dequeueMany(batch);
      assertRows(batch, new long[] {0, 0}, new long[] {1, 2}, new long[] {0, 0});
    }
  }

  @Test
  void ifAllHaveNoLengthTheDimensionIsZero_D5() throws Exception {
    PaddingFifoQueue q = queue(VECTOR, TensorSpec.of(DType.STRING, 2, -1));
    for (int i = 0; i < 3; i++) {
      q.enqueue(Tensors.vector(), Content.of(DType.STRING, Shape.of(2, 0), i));
    }
    try (Batch batch = q.newBatch(3)) {
      q.dequeueMany(batch);
      assertEquals(Shape.of(3, 0), batch.component(0).shape());
      assertEquals(Shape.of(3, 2, 0), batch.component(1).shape());
    }
  }

  /// Held rows count, the one that goes elsewhere does not.
  @Test
  void aShortBatchIsAsWideAsWhatItHolds_D6() throws Exception {
    PaddingFifoQueue q = queue(VECTOR);
    put(q, 1, 2, 3, 4);
    put(q, 5);
    put(q, 6, 7);
    try (Batch one = q.newBatch(1);
        Batch rest = q.newBatch(9)) {
      q.dequeueMany(one);
      q.close();
      q.dequeueUpTo(rest);
      assertRows(rest, new long[] {5, 0}, new long[] {6, 7});
    }
  }

  @Test
  void noRowsHaveNoWidth_D7() throws Exception {
    PaddingFifoQueue q =
        queue(VECTOR, TensorSpec.of(DType.STRING, -1, 2), TensorSpec.of(DType.BOOL, 3));
    for (int stored = 0; stored < 2; stored++) {
      try (Batch batch = q.newBatch(0)) {
        q.dequeueMany(batch);
        assertEquals(0, batch.rows());
        assertEquals(Shape.of(0, 0), batch.component(0).shape());
        assertEquals(Shape.of(0, 0, 2), batch.component(1).shape());
        assertEquals(Shape.of(0, 3), batch.component(2).shape());
      }
      q.enqueue(
          Tensors.vector(1),
          Content.of(DType.STRING, Shape.of(4, 2), 1),
          Tensors.of(DType.BOOL, 3));
    }
    q.close();
    try (Batch batch = q.newBatch(0)) {
      assertTrue(q.dequeueUpTo(batch, Wait.NOT_AT_ALL));
      assertEquals(Shape.of(0, 0), batch.component(0).shape());
    }
  }

  static Stream<DType> dtypes() {
    return Stream.of(DType.values());
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void everyDtypeIsPaddedWithItsZero_D4(DType dtype) throws Exception {
    PaddingFifoQueue q = queue(TensorSpec.of(dtype, -1));
    long[] lengths = {2, 5, 0, 3};
    for (int id = 0; id < lengths.length; id++) {
      q.enqueue(Content.of(dtype, Shape.of(lengths[id]), id));
    }
    try (Batch batch = q.newBatch(lengths.length)) {
      q.dequeueMany(batch);
      assertEquals(Shape.of(lengths.length, 5), batch.component(0).shape());
      for (int id = 0; id < lengths.length; id++) {
        Content.check(batch.component(0).row(id), Shape.of(lengths[id]), id);
      }
    }
  }

  /// D8: what is fixed is stacked as it is.
  @Test
  void fixedComponentsStandBesidePaddedOnes_D8() throws Exception {
    PaddingFifoQueue q = queue(Tensors.NUMBER, VECTOR, TensorSpec.of(DType.FLOAT32, 2, 2));
    for (int id = 0; id < 4; id++) {
      q.enqueue(
          Tensors.scalar(id),
          Content.of(DType.INT64, Shape.of(id), id),
          Content.of(DType.FLOAT32, Shape.of(2, 2), id));
    }
    try (Batch batch = q.newBatch(4)) {
      q.dequeueMany(batch);
      for (int id = 0; id < 4; id++) {
        assertEquals(id, batch.component(0).getLong(id));
        Content.check(batch.component(1).row(id), Shape.of(id), id);
        Content.check(batch.component(2).row(id), Shape.of(2, 2), id);
      }
    }
  }

  @Test
  void rowsOfOneEnqueueManyShareAShape_D2() throws Exception {
    PaddingFifoQueue q = queue(VECTOR);
    q.enqueueMany(Tensors.vector(1, 2, 3, 4).reshape(Shape.of(2, 2)));
    q.enqueueMany(Tensors.vector(5, 6, 7).reshape(Shape.of(1, 3)));
    try (Batch batch = q.newBatch(3)) {
      q.dequeueMany(batch);
      assertRows(batch, new long[] {1, 2, 0}, new long[] {3, 4, 0}, new long[] {5, 6, 7});
    }
  }

  /// D10, Q31: rows that were moved aside for a failed request come first again, unpadded.
  @Test
  void aFailedRequestPutsItsRowsBackInFront_D10() throws Exception {
    PaddingFifoQueue q = own(new PaddingFifoQueue(QueueConfig.of(2, VECTOR).withName("padded")));
    Call<Batch> large =
        Call.of(() -> {
          Batch batch = q.newBatch(9);
          q.dequeueMany(batch);
          return batch;
        });
    for (int length = 1; length <= 5; length++) {
      q.enqueue(Content.of(DType.INT64, Shape.of(length), length));
    }
    q.close();
    large.failure(OutOfRangeException.class);
    assertEquals(5, q.size());
    try (Batch batch = q.newBatch(1)) {
      for (int length = 1; length <= 5; length++) {
        q.dequeue(batch);
        assertEquals(Shape.of(length), batch.component(0).shape());
        Content.check(batch.component(0), Shape.of(length), length);
        release(batch);
      }
    }
  }

  /// Nothing of no fixed size is written in place or copied out.
  @Test
  void thereIsNoWayInOrOutThatNeedsTheSizeBefore() throws Exception {
    PaddingFifoQueue q = queue(VECTOR);
    put(q, 1, 2);
    refused(() -> q.newClaim(1));
    refused(() -> q.enqueue(1L, WayIn.WRITER));
    refused(() -> q.dequeue(Tensors.of(DType.INT64, 2)));
    refused(() -> q.dequeueMany(1, Tensors.of(DType.INT64, 1, 2)));
    refused(() -> q.dequeueUpTo(1, Tensors.of(DType.INT64, 1, 2)));
    assertEquals(1, q.size());
  }

  /// The padded size is beyond all memory, or beyond all numbers: an error that takes nothing.
  @ParameterizedTest
  @CsvSource({
    "536870912, io.forebay.tensor.memory.MemoryRefusedException",
    "1073741824, io.forebay.tensor.memory.MemoryRefusedException",
    "1099511627776, java.lang.IllegalArgumentException"
  })
  void aBatchThatWouldBeTooLargeIsRefusedAndItsRowsStay(
      long dim, Class<? extends RuntimeException> error) throws Exception {
    PaddingFifoQueue q = queue(TensorSpec.of(DType.INT64, -1, -1));
    q.enqueue(Tensors.of(DType.INT64, dim, 0));
    q.enqueue(Tensors.of(DType.INT64, 0, dim));
    try (Batch batch = q.newBatch(2)) {
      assertThrows(error, () -> q.dequeueMany(batch));
      assertEquals(2, q.size());
    }
    try (Batch batch = q.newBatch(1)) {
      q.dequeue(batch);
      assertEquals(Shape.of(dim, 0), batch.component(0).shape());
    }
  }
}
