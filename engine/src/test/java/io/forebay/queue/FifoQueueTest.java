package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.tensor.memory.Platform;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiting;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.IdleStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What only a FIFO queue promises: windows, order, stamped arrivals.
class FifoQueueTest extends QueueFixture {
  private MemoryPolicy memory = MemoryPolicy.BEST;

  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config.withMemory(memory));
  }

  private boolean isMirrored() {
    return memory == MemoryPolicy.BEST && Platform.current().mirroring();
  }

  /// A batch is a window wherever it lies in a row; only across the end of plain memory is it a
  /// copy, which is counted.
  @ParameterizedTest
  @EnumSource
  void aBatchIsAWindowWhereItsRowsLieInARow(MemoryPolicy policy) throws Exception {
    memory = policy;
    Subject q = queue(4);
    List<Boolean> windows = new ArrayList<>();
    Batch batch = q.queue.newBatch(3);
    for (int i = 0; i < 8; i++) {
      q.put(i, i + 10, i + 20);
      try (batch) {
        q.queue.dequeueMany(batch);
        q.took(WayOut.values(batch));
        windows.add(batch.isWindow());
      }
    }
    List<Boolean> plain = List.of(true, false, false, true, true, false, false, true);
    assertEquals(
        isMirrored() ? List.of(true, true, true, true, true, true, true, true) : plain, windows);
    assertEquals(isMirrored() ? 0 : 4, q.queue.counters().copiedBatches());
  }

  /// A batch that is full waits for no more rows.
  @Test
  void aLingerMayBeForEver() throws Exception {
    Subject q = queue(3);
    q.put(1, 2);
    try (Batch batch = q.queue.newBatch(2)) {
      assertTrue(
          q.queue.dequeueAvailable(batch, ChronoUnit.FOREVER.getDuration(), Wait.NOT_AT_ALL));
      q.took(WayOut.values(batch));
    }
  }

  /// One row is always a window; a row of several components likewise.
  @Test
  void oneRowIsAWindow() throws Exception {
    memory = MemoryPolicy.PLAIN;
    Subject q = queue(3);
    for (int i = 0; i < 9; i++) {
      q.put(i);
      try (Batch batch = q.queue.newBatch(1)) {
        q.queue.dequeueMany(batch);
        assertTrue(batch.isWindow());
        q.took(WayOut.values(batch));
      }
    }
  }

  /// A window holds its slots: the queue is full one capacity behind it.
  @Test
  void aWindowHoldsItsSlots() throws Exception {
    Subject q = queue(4);
    q.put(1, 2, 3, 4);
    Batch batch = q.queue.newBatch(2);
    q.queue.dequeueMany(batch);
    assertEquals(2, q.size());
    assertEquals(0, WayIn.COPY.put(q.queue, Wait.NOT_AT_ALL, 5));
    Call<Long> put = Call.of(() -> WayIn.COPY.put(q.queue, 5));
    q.untilProducersWait(1);
    q.took(WayOut.values(batch));
    batch.close();
    put.result();
    q.wentIn(5);
  }

  /// A producer that lacks only a given-up row within an open window waits for it, and ends when
  /// its time does.
  @Test
  void aProducerWaitsForAGivenUpRowInAWindow() throws Exception {
    Subject q = queue(3);
    q.put(1);
    Claim claim = q.queue.newClaim(2);
    q.queue.claim(claim);
    claim.close();
    q.take(1);
    q.put(2);
    Batch batch = q.queue.newBatch(1);
    q.queue.dequeueMany(batch);
    q.took(WayOut.values(batch));
    assertEquals(0, WayIn.COPY.put(q.queue, Wait.atMost(Duration.ofMillis(1)), 4));
    Call<Long> put = Call.of(() -> WayIn.COPY.put(q.queue, 4));
    q.untilProducersWait(1);
    put.interrupt();
    put.failure(InterruptedException.class);
    batch.close();
    q.put(4);
  }

  /// Q31, Q57: front rows come first and in order, in pieces too; a batch that starts with some is
  /// a copy.
  @Test
  void frontRowsComeFirstAndInOrder() throws Exception {
    Subject q = queue(2);
    Cancellation.Flag flag = Cancellation.flag();
    Call<long[]> large = Call.of(() -> WayOut.MANY.take(q.queue, 9, Wait.under(flag)));
    for (long value = 1; value <= 5; value++) {
      WayIn.COPY.put(q.queue, value);
    }
    flag.cancel();
    large.failure(CancelledException.class);
    assertEquals(5, q.size());
    assertArrayEquals(new long[] {1, 2}, WayOut.MANY.take(q.queue, 2));
    Call<long[]> again = Call.of(() -> WayOut.MANY.take(q.queue, 9));
    for (long value = 6; value <= 9; value++) {
      WayIn.COPY.put(q.queue, value);
    }
    again.interrupt();
    again.failure(InterruptedException.class);
    assertEquals(7, q.size());
    assertEquals(9 - 2, q.queue.counters().enqueued() - q.queue.counters().dequeued());
    try (Batch batch = q.queue.newBatch(3)) {
      q.queue.dequeueMany(batch);
      assertFalse(batch.isWindow());
      assertArrayEquals(new long[] {3, 4, 5}, WayOut.values(batch));
    }
    q.queue.close();
    assertArrayEquals(new long[] {6, 7, 8, 9}, WayOut.UP_TO.take(q.queue, 7));
  }

  /// A request that holds front rows and lacks others is not overtaken by one as large: the rows of
  /// its batch must be neighbours.
  @Test
  void whoHoldsFrontRowsIsNotOvertaken() throws Exception {
    AtomicBoolean asleep = new AtomicBoolean();
    AtomicBoolean sleeps = new AtomicBoolean();
    Waiting sleepy =
        Waiting.idling(() ->
            idle(() -> {
              do {
                sleeps.set(asleep.get());
                Thread.yield();
              } while (asleep.get());
            }));
    Subject q = queue(QueueConfig.of(2, Tensors.NUMBER).withWaiting(sleepy));
    Cancellation.Flag flag = Cancellation.flag();
    q.put(1);
    Call<long[]> failing = Call.of(() -> WayOut.MANY.take(q.queue, 2, Wait.under(flag)));
    q.untilConsumersWait(1);
    Claim claim = q.queue.newClaim(2);
    q.queue.claim(claim); // there is room once 1 is moved aside
    flag.cancel();
    failing.failure(CancelledException.class);
    asleep.set(true);
    try {
      Call<long[]> first = Call.of(() -> WayOut.MANY.take(q.queue, 2));
      Call.until(sleeps::get); // it holds 1
      claim.element(0).component(0).setLong(0, 2);
      claim.element(1).component(0).setLong(0, 3);
      claim.publish();
      q.wentIn(2, 3);
      try (Batch second = q.queue.newBatch(2)) {
        assertFalse(q.queue.dequeueMany(second, Wait.NOT_AT_ALL));
      }
      asleep.set(false);
      q.took(first.result());
    } finally {
      asleep.set(false);
    }
  }

  private static IdleStrategy idle(Runnable body) {
    return new IdleStrategy() {
      @Override
      public void idle(int workCount) {
        body.run();
      }

      @Override
      public void idle() {
        body.run();
      }

      @Override
      public void reset() {}
    };
  }

  /// The linger counts from the arrival of the oldest row, not from the call.
  @Test
  void stampedArrivalsCountTheLingerFromTheArrival() throws Exception {
    Subject q = queue(QueueConfig.of(4, Tensors.NUMBER).withStampedArrivals());
    Duration linger = Duration.ofMillis(20);
    long start = System.nanoTime();
    q.put(1);
    Call.until(() -> System.nanoTime() - start > 2 * linger.toNanos());
    q.took(q.available(3, linger, Wait.NOT_AT_ALL));
    q.put(2);
    q.took(q.available(3, linger, Wait.FOREVER));
    assertTrue(System.nanoTime() - start > 3 * linger.toNanos());
    assertNull(q.available(3, linger, Wait.NOT_AT_ALL));
  }

  /// Windows of every component start where the first row lies.
  @Test
  void windowsAreAlignedWhereElementsAre() throws Exception {
    TensorQueue q = queueOf(4, TensorSpec.of(DType.FLOAT32, 16), TensorSpec.of(DType.INT8, 3));
    for (int i = 0; i < 9; i++) {
      q.enqueue(Tensors.of(DType.FLOAT32, 16), Tensors.of(DType.INT8, 3));
      try (Batch batch = q.newBatch(1)) {
        q.dequeueMany(batch);
        assertTrue(batch.isWindow());
        assertTrue(batch.isAligned(0, 64));
      }
    }
  }

  @Test
  void theConfigurationIsChecked() {
    var spec = TensorSpec.of(DType.INT64, -1);
    var refused = io.forebay.error.InvalidArgumentException.class;
    var e = assertThrows(refused, () -> QueueConfig.of((1 << 30) + 1, Tensors.NUMBER));
    assertEquals(
        "capacity: 1073741825 (expected: at most 1073741824, or negative for no bound)",
        e.getMessage());
    e = assertThrows(refused, () -> new FifoQueue(QueueConfig.of(1, spec)));
    assertEquals(
        "component int64[?] (expected: a fully defined shape, or none; unknown dimensions are for"
            + " a PaddingFifoQueue)",
        e.getMessage());
    e = assertThrows(refused, () -> QueueConfig.of(1, Tensors.NUMBER).withByteBudget(0));
    assertEquals("byteBudget: 0 (expected: at least 1)", e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> QueueConfig.of(1, Tensors.NUMBER).withArena(java.lang.foreign.Arena.ofConfined()));
  }
}
