package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Queues without a bound on the number of elements (Q59, R1).
class UnboundedTest extends PooledFixture {
  private static final int MANY = 100_000;
  private static final int PIECE = 1_000;

  private TensorQueue queue(PooledKind kind) {
    return own(kind.create(QueueConfig.of(-1, Tensors.NUMBER)));
  }

  private static Tensor[] numbers(PooledKind kind, long from, long to) {
    Tensor numbers = Tensors.vector(Tensors.range(from, to));
    return kind.with(numbers, numbers);
  }

  @ParameterizedTest
  @EnumSource
  void theCapacityReadsAsTheLargestInt_Q59(PooledKind kind) {
    assertEquals(Integer.MAX_VALUE, queue(kind).capacity());
    TensorQueue q = own(kind.create(QueueConfig.of(-5, Tensors.NUMBER)));
    assertEquals(Integer.MAX_VALUE, q.capacity());
  }

  /// Nobody waits; memory follows the content, and serves again what comes next.
  @ParameterizedTest
  @EnumSource
  void aHundredThousandElementsGoIn(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind);
    Tensor number = Tensors.scalar(0);
    Tensor[] element = kind.with(number, number);
    for (long id = 0; id < MANY; id++) {
      if (id % (PIECE / 2) == 0 && id % PIECE != 0) {
        assertEquals(PIECE / 2, q.enqueueMany(Wait.NOT_AT_ALL, numbers(kind, id, id + PIECE / 2)));
        id += PIECE / 2 - 1;
      } else {
        number.setLong(0, id);
        assertTrue(q.enqueue(Wait.NOT_AT_ALL, element));
      }
    }
    assertEquals(MANY, q.size());
    takeAll(q, kind);
    assertEquals(0, q.size());
  }

  private static void takeAll(TensorQueue q, PooledKind kind) throws InterruptedException {
    BitSet seen = new BitSet(MANY);
    try (Batch batch = q.newBatch(PIECE)) {
      for (long first = 0; first < MANY; first += PIECE) {
        q.dequeueMany(batch);
        long[] values = Tensors.values(batch.component(kind.first()));
        if (kind != PooledKind.SHUFFLE) {
          assertArrayEquals(Tensors.range(first, first + PIECE), values);
        }
        for (long value : values) {
          seen.set((int) value);
        }
        release(batch);
      }
    }
    assertEquals(MANY, seen.cardinality());
  }

  @ParameterizedTest
  @EnumSource
  void memoryThatWasUsedIsUsedAgain(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind);
    for (int lap = 0; lap < 3; lap++) {
      q.enqueueMany(numbers(kind, 0, 10_000));
      long block = 64L * (1 + kind.first());
      assertEquals(10_000 * block, outstanding(q));
      try (Batch batch = q.newBatch(10_000)) {
        q.dequeueMany(batch);
      }
      assertEquals(0, outstanding(q));
    }
  }

  /// All in one piece, however many: with no bound there is room for all (Q6).
  @Test
  void anEnqueueManyGoesInTogether() throws Exception {
    TensorQueue q = queue(PooledKind.FIFO);
    Call<long[]> taken = Call.of(() -> WayOut.MANY.take(q, 5_000));
    untilConsumersWait(q, 1);
    q.enqueueMany(numbers(PooledKind.FIFO, 0, 5_000));
    assertArrayEquals(Tensors.range(0, 5_000), taken.result());
    assertEquals(0, q.waitingProducers());
  }

  /// R1: any minimum is below no bound.
  @Test
  void aShuffleQueueMayKeepMoreThanItHas_R1() throws Exception {
    ShuffleQueue q =
        own(
            new ShuffleQueue(
                QueueConfig.of(-1, Tensors.NUMBER), ShuffleConfig.of(Integer.MAX_VALUE)));
    WayIn.MANY.put(q, 1, 2, 3);
    Call<long[]> taken = Call.of(() -> WayOut.MANY.take(q, 2));
    untilConsumersWait(q, 1);
    WayIn.COPY.put(q, 4);
    assertTrue(taken.isRunning(), "the minimum is not reached");
    q.close();
    assertEquals(2, taken.result().length);
    assertEquals(2, drain(q));
  }

  @Test
  void aShuffleQueueWithoutABoundKeepsItsMinimum_R2() throws Exception {
    ShuffleQueue q =
        own(new ShuffleQueue(QueueConfig.of(-1, Tensors.NUMBER), ShuffleConfig.of(1_000)));
    WayIn.MANY.put(q, Tensors.range(0, 1_500));
    assertEquals(500, WayOut.MANY.take(q, 500, Wait.NOT_AT_ALL).length);
    assertEquals(null, WayOut.MANY.take(q, 1, Wait.NOT_AT_ALL));
    WayIn.COPY.put(q, 1_500);
    assertEquals(1, WayOut.MANY.take(q, 1, Wait.NOT_AT_ALL).length);
  }

  @Test
  void aReproducibleOrderNeedsABound() {
    QueueConfig config = QueueConfig.of(-1, Tensors.NUMBER);
    ShuffleConfig shuffle = ShuffleConfig.of(0).withDeterministic(true);
    assertThrows(InvalidArgumentException.class, () -> new ShuffleQueue(config, shuffle));
  }

  @ParameterizedTest
  @EnumSource
  void claimsMayBeLarge(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind);
    int rows = kind == PooledKind.PRIORITY ? 1 : 3_000;
    try (Claim claim = q.newClaim(rows)) {
      q.claim(claim);
      for (int row = 0; row < rows; row++) {
        for (int c = 0; c <= kind.first(); c++) {
          claim.element(row).component(c).setLong(0, row);
        }
      }
      claim.publish();
    }
    assertEquals(rows, q.size());
  }

  @ParameterizedTest
  @EnumSource
  void aCloseEndsItAsAnyOther(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind);
    Call<long[]> taken = Call.of(() -> WayOut.MANY.take(q, 10));
    untilConsumersWait(q, 1);
    q.enqueueMany(numbers(kind, 0, 4));
    q.close();
    taken.failure(OutOfRangeException.class);
    assertEquals(4, drain(q));
  }

  /// Bytes bound it where elements do not.
  @Test
  void aByteBudgetBoundsIt() throws Exception {
    TensorQueue q =
        own(
            new FifoQueue(
                QueueConfig.of(-1, TensorSpec.of(DType.UINT8, 100)).withByteBudget(1_000)));
    Tensor hundred = Tensors.of(DType.UINT8, 100);
    for (int i = 0; i < 10; i++) {
      assertTrue(q.enqueue(Wait.NOT_AT_ALL, hundred));
    }
    assertEquals(false, q.enqueue(Wait.NOT_AT_ALL, hundred));
  }
}
