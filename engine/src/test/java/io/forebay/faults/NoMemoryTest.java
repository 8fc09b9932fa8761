package io.forebay.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.queue.Batch;
import io.forebay.queue.Call;
import io.forebay.queue.Claim;
import io.forebay.queue.EnqueueRefusedException;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.tensor.memory.MemoryRefusedException;
import io.forebay.wait.Wait;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Memory outside the heap that cannot be had, when a queue is made, when an element comes in, and
/// when a batch needs some: who asked is told, nobody else, and no element is lost.
class NoMemoryTest {
  /// Larger than the first chunks of a pool, so that each element needs memory of its own.
  private static final int VALUES = 1 << 15;

  private static final TensorSpec LARGE = TensorSpec.of(DType.INT64, VALUES);

  private final RationedArena arena = new RationedArena();

  @AfterEach
  void close() {
    arena.close();
  }

  private QueueConfig config(int capacity) {
    return QueueConfig.of(capacity, LARGE).withArena(arena).withMemory(MemoryPolicy.PLAIN);
  }

  private static Tensor[] element(QueueKind kind, long number) {
    Tensor large = Tensors.of(LARGE);
    large.setLong(0, number);
    return kind == QueueKind.PRIORITY
        ? new Tensor[] {Tensors.scalar(number), large}
        : new Tensor[] {large};
  }

  private static void put(QueueKind kind, TensorQueue queue, long... numbers)
      throws InterruptedException {
    for (long number : numbers) {
      assertTrue(queue.enqueue(Wait.NOT_AT_ALL, element(kind, number)));
    }
  }

  private static List<Long> take(QueueKind kind, TensorQueue queue, int rows)
      throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    try (Batch batch = queue.newBatch(rows)) {
      assertTrue(queue.dequeueMany(batch, Wait.NOT_AT_ALL));
      for (long row = 0; row < rows; row++) {
        numbers.add(batch.component(kind.component()).getLong(row * VALUES));
      }
    }
    if (!kind.isOrdered()) {
      numbers.sort(null);
    }
    return numbers;
  }

  /// More than any machine has, and more than fits into a number.
  @ParameterizedTest
  @EnumSource(names = {"FIFO", "FIFO_ONE_PRODUCER", "SHUFFLE"})
  void slotsThatTheMachineDoesNotHaveAreRefusedWhenTheQueueIsMade(QueueKind kind) {
    for (long values : new long[] {1L << 25, Long.MAX_VALUE >> 4}) {
      QueueConfig config = QueueConfig.of(1 << 30, TensorSpec.of(DType.INT64, values));
      var e = assertThrows(MemoryRefusedException.class, () -> kind.create(config));
      assertTrue(e.getMessage().contains(" bytes (expected: at most "), e.getMessage());
    }
  }

  /// Made again, it is one like others. (Others need no memory before the first element.)
  @ParameterizedTest
  @EnumSource(names = {"FIFO", "FIFO_ONE_PRODUCER"})
  void aQueueThatGetsNoMemoryIsNotMade(QueueKind kind) throws Exception {
    QueueConfig config = config(4);
    arena.empty(true);
    assertThrows(MemoryRefusedException.class, () -> kind.create(config).free());
    arena.empty(false);
    TensorQueue queue = kind.create(config);
    put(kind, queue, 1);
    assertEquals(List.of(1L), take(kind, queue, 1));
    queue.free();
  }

  private interface Put {
    void run() throws Exception;
  }

  private static void assertRefused(TensorQueue queue, Put put) {
    long size = queue.size();
    long bytes = queue.bytes();
    assertThrows(MemoryRefusedException.class, put::run);
    assertEquals(size, queue.size());
    assertEquals(bytes, queue.bytes());
    assertEquals(0, queue.waitingProducers());
  }

  @ParameterizedTest
  @EnumSource(names = {"FIFO_POOLED", "SHUFFLE_POOLED", "PADDING", "PRIORITY"})
  void anElementWithoutMemoryIsRefusedToItsProducerOnly(QueueKind kind) throws Exception {
    TensorQueue queue = kind.create(config(4).withByteBudget(8L << 20));
    put(kind, queue, 1);
    arena.empty(true);
    try (Claim claim = queue.newClaim(kind.claimable(2))) {
      assertRefused(queue, () -> queue.enqueue(element(kind, 2)));
      assertRefused(queue, () -> queue.enqueue(Wait.NOT_AT_ALL, element(kind, 2)));
      assertRefused(queue, () -> queue.enqueue(2L, (number, slot) -> kind.write(slot, number)));
      assertRefused(queue, () -> queue.claim(claim));
      assertEquals(0, claim.rows());
    }
    assertFalse(queue.isClosed());
    arena.empty(false);
    put(kind, queue, 2, 3, 4);
    assertEquals(List.of(1L, 2L, 3L, 4L), take(kind, queue, 4));
    assertEquals(0, queue.bytes());
    queue.free();
  }

  /// Its rows get memory when they are first written, after the claim, which is given up then.
  @Test
  void aRowOfAShuffleQueueWithoutMemoryIsGivenUp() throws Exception {
    QueueKind kind = QueueKind.SHUFFLE;
    TensorQueue queue = kind.create(config(4));
    arena.empty(true);
    assertRefused(queue, () -> queue.enqueue(element(kind, 1)));
    assertRefused(queue, () -> queue.enqueue(1L, (number, slot) -> kind.write(slot, number)));
    assertRefused(queue, () -> queue.enqueueMany(Tensors.of(DType.INT64, 2, VALUES)));
    arena.empty(false);
    put(kind, queue, 1, 2, 3, 4);
    assertEquals(List.of(1L, 2L, 3L, 4L), take(kind, queue, 4));
    queue.free();
  }

  /// Rows that are in stay.
  @ParameterizedTest
  @EnumSource(names = {"FIFO_POOLED", "SHUFFLE_POOLED", "PADDING"})
  void anEnqueueManyWithoutMemoryForItsLastRowsTellsHowManyAreIn(QueueKind kind) throws Exception {
    TensorQueue queue = kind.create(config(2));
    Tensor rows = Tensors.of(DType.INT64, 3, VALUES);
    for (long row = 0; row < 3; row++) {
      rows.setLong(row * VALUES, row + 1);
    }
    Call<Void> producer = Call.to(() -> queue.enqueueMany(rows));
    Call.until(() -> queue.waitingProducers() == 1);
    arena.empty(true);
    try (Batch batch = queue.newBatch(1)) {
      queue.dequeueMany(batch); // a window: its memory is not free yet
      MemoryRefusedException e = producer.failure(MemoryRefusedException.class);
      assertEquals(2, assertInstanceOf(EnqueueRefusedException.class, e).rowsEnqueued());
      assertTrue(e.getMessage().endsWith("; 2 of 3 rows are in"), e.getMessage());
      assertEquals(8L * VALUES, e.askedBytes());
      assertEquals(2, queue.counters().enqueued());
      assertEquals(1, queue.size());
    }
    arena.empty(false);
    put(kind, queue, 4);
    take(kind, queue, 2);
    assertEquals(0, queue.size());
    queue.free();
  }

  /// Nothing is in, which the plain exception says.
  @ParameterizedTest
  @EnumSource(names = {"FIFO_POOLED", "SHUFFLE_POOLED", "PADDING"})
  void anEnqueueManyWithoutMemoryForAnyRowIsRefused(QueueKind kind) throws Exception {
    TensorQueue queue = kind.create(config(2));
    arena.empty(true);
    for (int rows = 2; rows <= 3; rows++) {
      Tensor stacked = Tensors.of(DType.INT64, rows, VALUES);
      assertRefused(queue, () -> queue.enqueueMany(stacked));
      var e = assertThrows(MemoryRefusedException.class, () -> queue.enqueueMany(stacked));
      assertEquals(MemoryRefusedException.class, e.getClass());
    }
    queue.free();
  }

  @ParameterizedTest
  @EnumSource
  void aBatchWithoutMemoryTakesNothing(QueueKind kind) throws Exception {
    TensorQueue queue = kind.create(config(4));
    put(kind, queue, 1, 2, 3);
    arena.empty(true);
    try (Batch batch = queue.newBatch(3)) {
      assertThrows(MemoryRefusedException.class, () -> queue.dequeueMany(batch));
      assertThrows(MemoryRefusedException.class, () -> queue.dequeueUpTo(batch, Wait.NOT_AT_ALL));
      assertEquals(0, batch.rows());
      assertEquals(3, queue.size());
      assertEquals(0, queue.waitingConsumers());
      arena.empty(false);
      queue.dequeueMany(batch);
      assertEquals(3, batch.rows());
    }
    put(kind, queue, 4, 5, 6, 7);
    assertEquals(List.of(4L, 5L, 6L, 7L), take(kind, queue, 4));
    queue.free();
  }

  /// Who waits behind a request that fails gets the rows that it could not take.
  @ParameterizedTest
  @EnumSource(names = {"FIFO_POOLED", "SHUFFLE_POOLED", "PADDING", "PRIORITY"})
  void whoWaitsBehindABatchWithoutMemoryIsServed(QueueKind kind) throws Exception {
    TensorQueue queue = kind.create(config(4));
    Call<List<Long>> two = Call.of(() -> takeWaiting(kind, queue, 2));
    Call.until(() -> queue.waitingConsumers() == 1);
    Call<List<Long>> one = Call.of(() -> takeWaiting(kind, queue, 1));
    Call.until(() -> queue.waitingConsumers() == 2);
    put(kind, queue, 1);
    try (Claim claim = queue.newClaim(1)) {
      queue.claim(claim);
      kind.write(claim.element(0), 2);
      arena.empty(true);
      claim.publish();
    }
    two.failure(MemoryRefusedException.class);
    assertEquals(1, one.result().size());
    assertEquals(1, queue.size());
    arena.empty(false);
    take(kind, queue, 1);
    queue.free();
  }

  private static List<Long> takeWaiting(QueueKind kind, TensorQueue queue, int rows)
      throws InterruptedException {
    try (Batch batch = queue.newBatch(rows)) {
      queue.dequeueMany(batch);
      return List.of(batch.component(kind.component()).getLong(0));
    }
  }

  /// A request for more than fits, which takes rows aside for a producer that waits: without memory
  /// it fails, and they stay.
  @ParameterizedTest
  @EnumSource(names = {"FIFO", "FIFO_ONE_PRODUCER", "SHUFFLE"})
  void aBatchThatIsLargerThanTheQueueWithoutMemoryTakesNothing(QueueKind kind) throws Exception {
    TensorQueue queue = kind.create(config(2));
    put(kind, queue, 1, 2);
    Call<Void> producer = Call.to(() -> queue.enqueue(element(kind, 3)));
    Call.until(() -> queue.waitingProducers() == 1);
    arena.empty(true);
    try (Batch batch = queue.newBatch(4)) {
      assertThrows(MemoryRefusedException.class, () -> queue.dequeueMany(batch));
    }
    assertEquals(2, queue.size());
    assertTrue(producer.isRunning());
    arena.empty(false);
    assertEquals(List.of(1L, 2L), take(kind, queue, 2));
    producer.result();
    assertEquals(List.of(3L), take(kind, queue, 1));
    queue.free();
  }
}
