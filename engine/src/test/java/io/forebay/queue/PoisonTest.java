package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.tensor.memory.Poison;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Whoever keeps a segment beyond its release reads poison, where that is asked for: in the runs of
/// the tests without native access.
@EnabledIfSystemProperty(named = Poison.PROPERTY, matches = "true")
class PoisonTest {
  private static final long POISONED = 0xdbdbdbdbdbdbdbdbL;

  private final List<TensorQueue> queues = new ArrayList<>();

  @AfterEach
  void free() {
    queues.forEach(TensorQueue::free);
  }

  private <Q extends TensorQueue> Q of(Q queue) {
    queues.add(queue);
    return queue;
  }

  private static QueueConfig config(int capacity) {
    return QueueConfig.of(capacity, Tensors.NUMBER).withMemory(MemoryPolicy.PLAIN);
  }

  private static void put(TensorQueue queue, long... values) throws InterruptedException {
    assertEquals(values.length, WayIn.COPY.put(queue, values));
  }

  /// What the batch of that many rows holds; its segment, once it is closed.
  private static MemorySegment take(TensorQueue queue, int rows, boolean window, long... expected)
      throws InterruptedException {
    try (Batch batch = queue.newBatch(rows)) {
      queue.dequeueMany(batch);
      assertEquals(window, batch.isWindow());
      assertArrayEquals(expected, WayOut.values(batch));
      MemorySegment segment = batch.component(0).segment();
      assertFalse(Poison.covers(segment));
      return segment;
    }
  }

  @Test
  void slotsOfAFifoWindow() throws Exception {
    FifoQueue queue = of(new FifoQueue(config(4)));
    put(queue, 1, 2, 3);
    assertTrue(Poison.covers(take(queue, 2, true, 1, 2)));
  }

  @Test
  void slotsAndCopyOfAFifoBatchAcrossTheEnd() throws Exception {
    FifoQueue queue = of(new FifoQueue(config(4)));
    put(queue, 1, 2, 3);
    MemorySegment first = take(queue, 3, true, 1, 2, 3);
    put(queue, 4, 5, 6);
    assertTrue(Poison.covers(take(queue, 3, false, 4, 5, 6)), "the copy");
    assertTrue(Poison.covers(first), "slots 0 and 1 of the second lap, slot 2 of the first");
  }

  @Test
  void aRowThatWasNotWrittenShows() throws Exception {
    FifoQueue queue = of(new FifoQueue(config(1)));
    put(queue, 1);
    take(queue, 1, true, 1);
    queue.enqueue("", (nothing, slot) -> {});
    try (Batch batch = queue.newBatch(1)) {
      queue.dequeueMany(batch);
      assertEquals(POISONED, batch.component(0).getLong(0));
      assertTrue(Poison.covers(batch.component(0).segment()));
    }
  }

  @Test
  void rowsMovedAsideAndTheSlotsTheyLeft() throws Exception {
    FifoQueue queue = of(new FifoQueue(config(2)));
    MemorySegment slots;
    try (Claim claim = queue.newClaim(2)) {
      queue.claim(claim);
      slots = claim.component(0).segment();
      claim.component(0).setLong(0, 1);
      claim.component(0).setLong(1, 2);
      claim.publish();
    }
    Call<Long> third = Call.of(() -> WayIn.COPY.put(queue, 3));
    Call.until(() -> queue.waitingProducers() == 1);
    Call<MemorySegment> taken = Call.of(() -> take(queue, 4, false, 1, 2, 3, 4));
    assertEquals(1, third.result());
    put(queue, 4);
    assertTrue(Poison.covers(taken.result()));
    assertTrue(Poison.covers(slots));
  }

  @Test
  void slotsOfAShuffleQueueOnceGathered_andTheBatchOnceClosed() throws Exception {
    ShuffleQueue queue = of(new ShuffleQueue(config(2), ShuffleConfig.of(0)));
    MemorySegment slot;
    try (Claim claim = queue.newClaim(1)) {
      queue.claim(claim);
      slot = claim.element(0).component(0).segment();
      claim.element(0).component(0).setLong(0, 7);
      claim.publish();
    }
    assertFalse(Poison.covers(slot));
    MemorySegment copy;
    try (Batch batch = queue.newBatch(1)) {
      queue.dequeueMany(batch);
      assertTrue(Poison.covers(slot));
      copy = batch.component(0).segment();
      assertFalse(Poison.covers(copy));
    }
    assertTrue(Poison.covers(copy));
  }

  @Test
  void pooledRowsShownWhereTheyLie_andStacked() throws Exception {
    FifoQueue queue = of(new FifoQueue(config(4).withPooledStorage()));
    put(queue, 1, 2, 3);
    assertTrue(Poison.covers(take(queue, 1, true, 1)));
    assertTrue(Poison.covers(take(queue, 2, false, 2, 3)));
  }

  @Test
  void pooledRowsGivenUp() throws Exception {
    FifoQueue queue = of(new FifoQueue(config(4).withPooledStorage()));
    MemorySegment row;
    try (Claim claim = queue.newClaim(1)) {
      queue.claim(claim);
      claim.element(0).component(0).setLong(0, 7);
      row = claim.element(0).component(0).segment();
    }
    assertTrue(Poison.covers(row));
  }

  /// It belongs to somebody else.
  @Test
  void memoryThatWasLentIsLeftAlone() throws Exception {
    FifoQueue queue = of(new FifoQueue(config(4).withPooledStorage()));
    Tensor mine = Tensor.allocate(Arena.ofAuto(), DType.INT64, Shape.scalar());
    mine.setLong(0, 5);
    queue.enqueueByReference(() -> {}, mine);
    queue.enqueueByReference(() -> {}, mine);
    try (Batch batch = queue.newBatch(1)) {
      queue.dequeueMany(batch);
    }
    queue.free();
    assertEquals(5, mine.getLong(0));
  }

  /// The shipped way.
  @DisabledIfSystemProperty(named = Poison.PROPERTY, matches = "true")
  static class NotAskedForTest {
    @Test
    void releasedMemoryKeepsItsBytes() throws Exception {
      FifoQueue queue = new FifoQueue(config(2));
      put(queue, 9);
      assertEquals(9, take(queue, 1, true, 9).get(ValueLayout.JAVA_LONG, 0));
      assertFalse(Poison.ON);
      queue.free();
    }
  }
}
