package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.InvalidArgumentException;
import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Bytes are a second capacity: producers wait for them, and they are back exactly when an element
/// is gone. An element of n bytes here is one of n values of one byte, the first of them its name.
class ByteBudgetQueueTest extends PooledFixture {
  private static final TensorSpec BYTES = TensorSpec.of(DType.UINT8, -1);
  private static final Duration HOUR = Duration.ofHours(1);

  private TensorQueue queue(int capacity, long budget) {
    QueueConfig config = QueueConfig.of(capacity, BYTES).withName("bytes");
    return own(new PaddingFifoQueue(config.withByteBudget(budget)));
  }

  private static Tensor element(int name, int bytes) {
    Tensor tensor = Tensors.of(DType.UINT8, bytes);
    tensor.setByte(0, (byte) name);
    return tensor;
  }

  private static Tensor stacked(int rows, int bytes) {
    Tensor tensor = Tensors.of(DType.UINT8, rows, bytes);
    for (int row = 0; row < rows; row++) {
      tensor.row(row).setByte(0, (byte) row);
    }
    return tensor;
  }

  private static boolean put(TensorQueue queue, int name, int bytes) throws InterruptedException {
    return queue.enqueue(Wait.NOT_AT_ALL, element(name, bytes));
  }

  private static Call<Void> putLater(TensorQueue queue, int name, int bytes) {
    return Call.to(() -> queue.enqueue(element(name, bytes)));
  }

  private static int take(TensorQueue queue) throws InterruptedException {
    try (Batch batch = queue.newBatch(1)) {
      assertTrue(queue.dequeue(batch, Wait.NOT_AT_ALL));
      return batch.component(0).getByte(0);
    }
  }

  @Test
  void bytesAreCountedToTheLast() throws Exception {
    TensorQueue q = queue(100, 100);
    assertEquals(100, q.byteBudget());
    assertTrue(put(q, 1, 60));
    assertEquals(60, q.bytes());
    assertFalse(put(q, 2, 41));
    assertEquals(60, q.bytes());
    assertTrue(put(q, 2, 40));
    assertEquals(100, q.bytes());
    assertFalse(put(q, 3, 1));
    assertTrue(q.enqueue(Wait.NOT_AT_ALL, Tensors.of(DType.UINT8, 0)), "nothing costs nothing");
    assertEquals(1, take(q));
    assertEquals(40, q.bytes());
    assertTrue(put(q, 3, 60));
  }

  @Test
  void withoutABudgetBytesAreCountedAllTheSame() throws Exception {
    TensorQueue q = own(new PaddingFifoQueue(QueueConfig.of(3, BYTES)));
    assertEquals(Long.MAX_VALUE, q.byteBudget());
    assertTrue(put(q, 1, 1_000_000));
    assertEquals(1_000_000, q.bytes());
  }

  @Test
  void aBudgetHasAtLeastOneByte() {
    QueueConfig config = QueueConfig.of(3, BYTES);
    assertThrows(InvalidArgumentException.class, () -> config.withByteBudget(0));
    assertThrows(InvalidArgumentException.class, () -> config.withByteBudget(-1));
  }

  /// Woken by the byte that completes what it needs, and not before.
  @Test
  void aProducerWaitsUntilItsBytesAreBack() throws Exception {
    TensorQueue q = queue(100, 100);
    put(q, 1, 30);
    put(q, 2, 30);
    put(q, 3, 40);
    Call<Void> call = putLater(q, 4, 61);
    untilProducersWait(q, 1);
    assertEquals(1, take(q));
    assertEquals(2, take(q));
    untilProducersWait(q, 1);
    assertEquals(40, q.bytes());
    assertTrue(call.isRunning());
    assertEquals(3, take(q));
    call.result();
    assertEquals(61, q.bytes());
    assertEquals(4, take(q));
  }

  /// The number of elements still counts, too.
  @Test
  void aProducerWaitsForRoomAndForBytes() throws Exception {
    TensorQueue q = queue(2, 100);
    put(q, 1, 10);
    put(q, 2, 80);
    assertFalse(put(q, 3, 10), "bytes, but no room");
    Call<Void> call = putLater(q, 3, 50);
    untilProducersWait(q, 1);
    assertEquals(1, take(q));
    untilProducersWait(q, 1);
    assertTrue(call.isRunning(), "room, but no bytes");
    assertEquals(2, take(q));
    call.result();
  }

  @Test
  void whatCanNeverBePaidForIsRefused() throws Exception {
    TensorQueue q = queue(100, 100);
    String message =
        assertThrows(InvalidArgumentException.class, () -> put(q, 1, 101)).getMessage();
    assertEquals(
        "queue 'bytes': element takes 101 bytes (expected: at most the byte budget, 100)", message);
    assertTrue(put(q, 1, 100));
    assertEquals(1, take(q));
  }

  /// Before a row of it is in.
  @Test
  void rowsThatCanNeverBePaidForAreRefusedTogether() throws Exception {
    TensorSpec text = TensorSpec.of(DType.STRING);
    TensorQueue q = own(new FifoQueue(QueueConfig.of(9, text).withByteBudget(100)));
    Tensor rows = Tensor.ofStrings(Arena.ofAuto(), Shape.of(4), "a", "b", "c".repeat(85), "d");
    String message =
        assertThrows(InvalidArgumentException.class, () -> q.enqueueMany(rows)).getMessage();
    assertEquals(
        "queue 'queue': element 2 takes 101 bytes (expected: at most the byte budget, 100)",
        message);
    assertEquals(0, q.size());
    assertEquals(0, q.bytes());
    q.enqueueMany(rows.slice(0, 2));
    assertEquals(34, q.bytes());
  }

  @Test
  void aClaimThatCanNeverBePaidForIsRefused() throws Exception {
    QueueConfig config = QueueConfig.of(9, Tensors.NUMBER).withPooledStorage();
    TensorQueue q = own(new FifoQueue(config.withByteBudget(20)));
    try (Claim claim = q.newClaim(3)) {
      String message =
          assertThrows(InvalidArgumentException.class, () -> q.claim(claim)).getMessage();
      assertTrue(message.contains("claim of 3 rows takes 24 bytes"), message);
      assertTrue(q.claim(claim, 2, Wait.NOT_AT_ALL));
      assertEquals(16, q.bytes());
      assertEquals(0, q.size());
      claim.publish(1);
      assertEquals(8, q.bytes(), "what was given up is paid back");
    }
  }

  /// All or nothing: a claim that waits for bytes holds none.
  @Test
  void aWaitingClaimHoldsNothing() throws Exception {
    QueueConfig config = QueueConfig.of(9, Tensors.NUMBER).withPooledStorage();
    TensorQueue q = own(new FifoQueue(config.withByteBudget(32)));
    q.enqueueMany(Tensors.vector(1, 2));
    Call<Integer> call =
        Call.of(() -> {
          try (Claim claim = q.newClaim(3)) {
            q.claim(claim);
            for (int row = 0; row < 3; row++) {
              claim.element(row).component(0).setLong(0, row);
            }
            return claim.publish();
          }
        });
    untilProducersWait(q, 1);
    assertEquals(16, q.bytes());
    assertEquals(1, next(q, 0));
    assertEquals(3, call.result());
    assertEquals(32, q.bytes());
  }

  @Test
  void theLeaseOfARowHoldsItsBytes() throws Exception {
    TensorQueue q = queue(100, 100);
    put(q, 1, 80);
    try (Batch batch = q.newBatch(1)) {
      q.dequeue(batch);
      assertTrue(batch.isWindow());
      assertEquals(0, q.size());
      assertEquals(80, q.bytes());
      assertFalse(put(q, 2, 21));
      Call<Void> call = putLater(q, 2, 21);
      untilProducersWait(q, 1);
      assertTrue(call.isRunning());
      release(batch);
      call.result();
    }
    assertEquals(21, q.bytes());
  }

  @Test
  void stackedRowsAreACopyAndHoldNone() throws Exception {
    TensorQueue q = queue(100, 100);
    put(q, 1, 50);
    put(q, 2, 50);
    try (Batch batch = q.newBatch(2)) {
      q.dequeueMany(batch);
      assertEquals(0, q.bytes());
      assertTrue(put(q, 3, 100));
      assertEquals(1, batch.component(0).row(0).getByte(0));
    }
  }

  /// Rows that wait with a request are moved aside, whatever the kind of enqueue.
  @ParameterizedTest
  @EnumSource
  void aRequestForMoreThanFitsIsServed(WayIn in) throws Exception {
    QueueConfig config = QueueConfig.of(100, Tensors.NUMBER).withPooledStorage();
    TensorQueue q = own(new FifoQueue(config.withByteBudget(2 * 8)));
    Call<long[]> large = Call.of(() -> WayOut.MANY.take(q, 7));
    untilConsumersWait(q, 1);
    for (long value = 0; value < 6; value += 2) {
      in.put(q, value, value + 1);
    }
    in.put(q, 6);
    assertEquals(21, Arrays.stream(large.result()).sum());
    assertEquals(0, q.bytes());
  }

  @Test
  void anEnqueueManyOfMoreThanFitsGoesInByAndBy() throws Exception {
    TensorQueue q = queue(100, 100);
    Call<Void> many = Call.to(() -> q.enqueueMany(stacked(7, 30)));
    untilProducersWait(q, 1);
    assertEquals(3, q.size());
    assertEquals(90, q.bytes());
    for (int row = 0; row < 7; row++) {
      int expected = row;
      Call.until(() -> q.size() > 0);
      assertEquals(expected, take(q));
    }
    many.result();
  }

  /// In an open shuffle queue those that must stay can be held nowhere else.
  @Test
  void aShuffleQueueMovesAsideWhatMayLeave() throws Exception {
    QueueConfig config = QueueConfig.of(100, Tensors.NUMBER).withPooledStorage();
    TensorQueue q = own(new ShuffleQueue(config.withByteBudget(3 * 8), ShuffleConfig.of(2)));
    Call<long[]> large = Call.of(() -> WayOut.MANY.take(q, 5));
    for (long value = 0; value < 7; value++) {
      WayIn.COPY.put(q, value);
    }
    large.result();
    assertEquals(2, q.size());
    assertEquals(16, q.bytes());
  }

  /// Rows that a failed request held count again, above the limit if need be.
  @Test
  void rowsHandedBackCountAgain() throws Exception {
    TensorQueue q = queue(100, 100);
    Cancellation.Flag flag = Cancellation.flag();
    Call<Boolean> large =
        Call.of(() -> {
          try (Batch batch = q.newBatch(9)) {
            return q.dequeueMany(batch, Wait.under(flag));
          }
        });
    untilConsumersWait(q, 1);
    for (int name = 1; name <= 5; name++) {
      q.enqueue(element(name, 60));
    }
    flag.cancel();
    large.failure(CancelledException.class);
    assertEquals(5 * 60, q.bytes());
    Call<Void> call = putLater(q, 6, 41);
    untilProducersWait(q, 1);
    for (int name = 1; name <= 5; name++) {
      assertTrue(call.isRunning());
      assertEquals(name, take(q));
    }
    call.result();
    assertEquals(41, q.bytes());
  }

  @Test
  void afterACloseRowsHandedBackCountAgain() throws Exception {
    TensorQueue q = queue(100, 100);
    Call<Boolean> large =
        Call.of(() -> {
          try (Batch batch = q.newBatch(9)) {
            return q.dequeueMany(batch, Wait.FOREVER);
          }
        });
    untilConsumersWait(q, 1);
    for (int name = 1; name <= 3; name++) {
      q.enqueue(element(name, 60));
    }
    q.close();
    large.failure(OutOfRangeException.class);
    assertEquals(180, q.bytes());
    assertEquals(1, take(q));
    assertEquals(120, q.bytes());
  }

  /// However a wait for bytes ends, it leaves none behind, and the next in line goes on.
  @Test
  void aWaitForBytesEndsInTime() throws Exception {
    TensorQueue q = queue(100, 100);
    put(q, 1, 70);
    assertFalse(q.enqueue(Wait.atMost(Duration.ofMillis(2)), element(2, 31)));
    assertEquals(1, q.enqueueMany(Wait.atMost(Duration.ofMillis(2)), stacked(3, 30)));
    assertEquals(100, q.bytes());
    assertEquals(2, q.size());
    assertEquals(0, q.waitingProducers());
  }

  @Test
  void aWaitForBytesIsCancelled() throws Exception {
    TensorQueue q = queue(100, 100);
    put(q, 1, 70);
    Cancellation.Flag flag = Cancellation.flag();
    Wait wait = Wait.atMost(HOUR).orCancelledBy(flag);
    Call<Long> first = Call.of(() -> q.enqueueMany(wait, stacked(1, 31)));
    untilProducersWait(q, 1);
    Call<Void> second = putLater(q, 3, 30); // not passed by, though there are as many bytes
    untilProducersWait(q, 2);
    assertEquals(70, q.bytes());
    flag.cancel();
    first.failure(CancelledException.class);
    second.result();
    assertEquals(100, q.bytes());
  }

  @Test
  void aWaitForBytesIsInterrupted() throws Exception {
    TensorQueue q = queue(100, 100);
    put(q, 1, 70);
    Call<Void> first = putLater(q, 2, 31);
    untilProducersWait(q, 1);
    first.interrupt();
    first.failure(InterruptedException.class);
    Call<Long> many = Call.of(() -> q.enqueueMany(Wait.FOREVER, stacked(3, 20)));
    untilProducersWait(q, 1);
    many.interrupt();
    assertEquals(1, many.failure(EnqueueInterruptedException.class).rowsEnqueued());
    assertEquals(90, q.bytes());
  }

  @Test
  void aCloseEndsAWaitForBytes() throws Exception {
    TensorQueue q = queue(100, 100);
    put(q, 1, 70);
    Call<Void> first = putLater(q, 2, 31);
    untilProducersWait(q, 1);
    Call<Void> plain = Call.to(q::close);
    untilProducersWait(q, 2);
    assertFalse(q.isClosed(), "the close waits behind it");
    q.close(true);
    first.failure(CancelledException.class);
    plain.failure(CancelledException.class);
    assertEquals(70, q.bytes());
    assertEquals(1, take(q));
  }

  /// As soon as ten bytes are back, somebody else takes them; but not for ever.
  @Test
  void aLargeElementIsNotStarved() throws Exception {
    TensorQueue q = queue(1000, 100);
    for (int name = 0; name < 10; name++) {
      put(q, name, 10);
    }
    Call<Void> large = putLater(q, 99, 100);
    untilProducersWait(q, 1);
    for (long deadline = System.nanoTime() + HOUR.toNanos() / 60; large.isRunning(); ) {
      if (q.size() > 1) {
        take(q);
        put(q, 1, 10);
      } else if (q.size() == 1 && q.bytes() == 10) {
        take(q); // the gate is shut
      }
      assertTrue(System.nanoTime() < deadline, "it is passed over again and again");
    }
    large.result();
    assertEquals(100, q.bytes());
  }

  /// A failed writer has paid for nothing.
  @Test
  void aWriterThatFailsPaysNothing() throws Exception {
    QueueConfig config = QueueConfig.of(9, Tensors.NUMBER).withPooledStorage();
    TensorQueue q = own(new FifoQueue(config.withByteBudget(8)));
    ElementWriter<String, RuntimeException> failing =
        (what, slot) -> {
          throw new IllegalStateException(what);
        };
    for (int i = 0; i < 10; i++) {
      assertThrows(IllegalStateException.class, () -> q.enqueue("fails", failing));
      assertEquals(0, q.bytes());
    }
    assertEquals(1, WayIn.COPY.put(q, Wait.NOT_AT_ALL, 1));
  }
}
