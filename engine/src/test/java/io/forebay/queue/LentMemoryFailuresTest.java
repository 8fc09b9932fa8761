package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Those who lend memory break their word: their callbacks throw, their arenas are closed too
/// early. They get the exceptions; the queue goes on.
class LentMemoryFailuresTest extends PooledFixture {
  private final List<Throwable> uncaught = new ArrayList<>();
  private final AtomicInteger released = new AtomicInteger();

  private TensorQueue queue(PooledKind kind) {
    return own(kind.create(QueueConfig.of(4, Tensors.NUMBER)));
  }

  private static Tensor[] element(PooledKind kind, long value) {
    return kind.with(Tensors.scalar(value), Tensors.scalar(value));
  }

  /// Runs it on a thread that collects what nobody catches.
  private void collecting(Call.Action action) {
    Call.to(
            () -> {
              Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
              action.run();
            })
        .result();
  }

  private static void throwing() {
    throw new AssertionError("from the callback");
  }

  @ParameterizedTest
  @EnumSource
  void whatACallbackThrowsGoesToTheThreadsHandler(PooledKind kind) {
    TensorQueue q = queue(kind);
    collecting(() -> {
      q.enqueueByReference(Wait.FOREVER, LentMemoryFailuresTest::throwing, element(kind, 1));
      q.enqueueByReference(Wait.FOREVER, released::incrementAndGet, element(kind, 2));
      try (Batch batch = q.newBatch(2)) {
        q.dequeueMany(batch);
        assertEquals(1, released.get());
        assertEquals(2, batch.rows());
      }
      q.enqueueByReference(
          Wait.FOREVER,
          () -> {
            throw new IllegalStateException("another");
          },
          element(kind, 3));
      try (Batch batch = q.newBatch(1)) {
        q.dequeue(batch);
      }
    });
    assertEquals(2, uncaught.size());
    assertEquals("from the callback", uncaught.getFirst().getMessage());
    assertEquals("another", uncaught.getLast().getMessage());
  }

  @Test
  void aCallbackThatThrowsDoesNotHideHowTheCallEnded() {
    TensorQueue q = queue(PooledKind.FIFO);
    collecting(() -> {
      WayIn.COPY.put(q, 1, 2, 3, 4);
      assertFalse(
          q.enqueueByReference(
              Wait.NOT_AT_ALL, LentMemoryFailuresTest::throwing, Tensors.scalar(5)));
    });
    assertEquals(1, uncaught.size());
  }

  @ParameterizedTest
  @EnumSource
  void aCallbackThatThrowsDoesNotStopTheFree(PooledKind kind) {
    TensorQueue q = kind.create(QueueConfig.of(4, Tensors.NUMBER));
    collecting(() -> {
      q.enqueueByReference(Wait.FOREVER, LentMemoryFailuresTest::throwing, element(kind, 1));
      q.enqueueByReference(Wait.FOREVER, released::incrementAndGet, element(kind, 2));
      q.free();
    });
    assertEquals(1, uncaught.size());
    assertEquals(1, released.get());
    assertThrows(IllegalStateException.class, q::size, "it is freed");
  }

  /// A handler may throw as well.
  @Test
  void aHandlerThatThrowsIsIgnored() {
    TensorQueue q = queue(PooledKind.FIFO);
    Call.to(
            () -> {
              Thread.currentThread()
                  .setUncaughtExceptionHandler((thread, e) -> {
                    throw new AssertionError("from the handler");
                  });
              q.enqueueByReference(
                  Wait.FOREVER, LentMemoryFailuresTest::throwing, Tensors.scalar(1));
              next(q, 0);
            })
        .result();
  }

  private Tensor lent(Arena arena, long value) {
    Tensor tensor = Tensor.allocate(arena, Tensors.NUMBER);
    tensor.setLong(0, value);
    return tensor;
  }

  /// Lends two elements, closes the arena of the first.
  private TensorQueue withADeadElement(PooledKind kind) throws InterruptedException {
    TensorQueue q = queue(kind);
    try (Arena arena = Arena.ofShared()) {
      Tensor[] element = kind.with(lent(arena, 1), lent(arena, 1));
      q.enqueueByReference(Wait.FOREVER, released::incrementAndGet, element);
    }
    q.enqueueByReference(Wait.FOREVER, released::incrementAndGet, element(kind, 2));
    return q;
  }

  @ParameterizedTest
  @EnumSource
  void anElementWhoseArenaIsClosedIsAnExceptionToWhoReadsIt(PooledKind kind) throws Exception {
    TensorQueue q = withADeadElement(kind);
    int dead = 0;
    for (int i = 0; i < 2; i++) {
      try (Batch batch = q.newBatch(1)) {
        assertTrue(q.dequeue(batch, Wait.NOT_AT_ALL));
        assertEquals(2, batch.component(kind.first()).getLong(0));
      } catch (IllegalStateException closed) {
        dead++;
      }
    }
    assertEquals(1, dead);
    assertEquals(2, released.get());
    q.enqueue(element(kind, 3));
    assertEquals(3, next(q, kind.first()));
  }

  /// It cannot be stacked, so its batch is lost; its owners are told, and the queue goes on.
  @ParameterizedTest
  @EnumSource
  void aBatchWithAnElementWhoseArenaIsClosedFails(PooledKind kind) throws Exception {
    TensorQueue q = withADeadElement(kind);
    try (Batch batch = q.newBatch(2)) {
      assertThrows(IllegalStateException.class, () -> q.dequeueMany(batch));
      assertEquals(2, released.get());
      assertEquals(0, batch.rows());
      assertEquals(0, outstanding(q));
      q.enqueue(element(kind, 3));
      q.enqueue(element(kind, 4));
      q.dequeueMany(batch);
      assertEquals(
          7, batch.component(kind.first()).getLong(0) + batch.component(kind.first()).getLong(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCopyOutOfAnElementWhoseArenaIsClosedFails(PooledKind kind) throws Exception {
    TensorQueue q = withADeadElement(kind);
    int failed = 0;
    for (int i = 0; i < 2; i++) {
      try {
        q.dequeue(element(kind, 0));
      } catch (IllegalStateException closed) {
        failed++;
      }
    }
    assertEquals(1, failed);
    assertEquals(2, released.get());
  }

  @ParameterizedTest
  @EnumSource
  void theQueueIsFreedThoughAnArenaIsClosed(PooledKind kind) throws Exception {
    TensorQueue q = kind.create(QueueConfig.of(4, Tensors.NUMBER));
    try (Arena arena = Arena.ofShared()) {
      Tensor[] element = kind.with(lent(arena, 1), lent(arena, 1));
      q.enqueueByReference(Wait.FOREVER, released::incrementAndGet, element);
    }
    q.free();
    assertEquals(1, released.get());
  }

  /// The caller changes a priority though it must not: the order stays one.
  @Test
  void aPriorityIsReadOnce() throws Exception {
    TensorQueue q = queue(PooledKind.PRIORITY);
    Tensor[] priorities = new Tensor[4];
    for (int i = 0; i < 4; i++) {
      priorities[i] = Tensors.of(DType.INT64);
      priorities[i].setLong(0, i);
      q.enqueueByReference(Wait.FOREVER, released::incrementAndGet, priorities[i], priorities[i]);
    }
    try (Batch batch = q.newBatch(1)) {
      q.dequeue(batch);
      assertEquals(0, batch.component(1).getLong(0));
    }
    priorities[1].setLong(0, 100);
    for (int i = 1; i < 4; i++) {
      assertEquals(i == 1 ? 100 : i, next(q, 1));
    }
  }
}
