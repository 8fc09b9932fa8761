package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Elements that stay in the caller's memory: no copy, and whoever lent it is told once.
class ByReferenceTest extends PooledFixture {
  private static final TensorSpec IMAGE = TensorSpec.of(DType.UINT8, 3, 2);

  private final AtomicInteger released = new AtomicInteger();

  private TensorQueue queue(PooledKind kind, int capacity) {
    return own(kind.create(QueueConfig.of(capacity, IMAGE).withName("lent").withByteBudget(20)));
  }

  private static Tensor image(long id) {
    return Content.of(DType.UINT8, Shape.of(3, 2), id);
  }

  private static Tensor[] element(PooledKind kind, long id) {
    return kind.with(Tensors.scalar(id), image(id));
  }

  private boolean lend(TensorQueue queue, Wait wait, Tensor... components)
      throws InterruptedException {
    return queue.enqueueByReference(wait, released::incrementAndGet, components);
  }

  private boolean lend(TensorQueue queue, Tensor... components) throws InterruptedException {
    return lend(queue, Wait.NOT_AT_ALL, components);
  }

  @ParameterizedTest
  @EnumSource
  void theElementOfABatchIsTheCallersMemory(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, 4);
    Tensor[] element = element(kind, 7);
    assertTrue(lend(q, element));
    assertEquals(0, q.bytes(), "borrowed memory costs nothing");
    assertEquals(0, outstanding(q));
    try (Batch batch = q.newBatch(1)) {
      q.dequeue(batch);
      assertTrue(batch.isWindow());
      for (int c = 0; c < element.length; c++) {
        assertSame(element[c].base(), batch.component(c).base());
        assertEquals(element[c].byteOffset(), batch.component(c).byteOffset());
        assertEquals(element[c].shape(), batch.component(c).shape());
      }
      element[kind.first()].setByte(5, (byte) 99);
      assertEquals(99, batch.component(kind.first()).getByte(5));
      assertEquals(0, released.get());
    }
    assertEquals(1, released.get());
  }

  @ParameterizedTest
  @EnumSource
  void aBatchOfOneRowIsTheCallersMemory(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, 4);
    Tensor[] element = element(kind, 7);
    lend(q, element);
    try (Batch batch = q.newBatch(1)) {
      q.dequeueMany(batch);
      Tensor image = batch.component(kind.first());
      assertSame(element[kind.first()].base(), image.base());
      assertEquals(Shape.of(1, 3, 2), image.shape());
    }
    assertEquals(1, released.get());
  }

  /// Rows of something larger, at odd places.
  @Test
  void viewsAreLentAsTheyLie() throws Exception {
    TensorQueue q = queue(PooledKind.FIFO, 4);
    Tensor many = Content.of(DType.UINT8, Shape.of(4, 3, 2), 1);
    for (int row = 0; row < 4; row++) {
      lend(q, many.row(row));
    }
    try (Batch one = q.newBatch(1);
        Batch three = q.newBatch(3)) {
      q.dequeue(one);
      q.dequeueMany(three);
      assertSame(many.base(), one.component(0).base());
      for (int i = 0; i < 24; i++) {
        Tensor of = i < 6 ? one.component(0) : three.component(0);
        assertEquals(many.getByte(i), of.getByte(i < 6 ? i : i - 6));
      }
    }
    assertEquals(4, released.get());
  }

  @ParameterizedTest
  @EnumSource
  void aCopyReleasesAllOfItsRows(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, 4);
    for (long id = 0; id < 3; id++) {
      lend(q, element(kind, id));
    }
    q.enqueue(element(kind, 3));
    try (Batch batch = q.newBatch(4)) {
      q.dequeueMany(batch);
      assertFalse(batch.isWindow());
      assertEquals(3, released.get());
      int seen = 0;
      for (int row = 0; row < 4; row++) {
        for (int id = 0; id < 4; id++) {
          if (batch.component(kind.first()).row(row).getByte(0) == image(id).getByte(0)) {
            Content.check(batch.component(kind.first()).row(row), Shape.of(3, 2), id);
            seen++;
          }
        }
      }
      assertEquals(4, seen);
    }
    assertEquals(3, released.get());
  }

  @ParameterizedTest
  @EnumSource
  void aCopyOutReleases(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind, 4);
    lend(q, element(kind, 5));
    Tensor[] out = element(kind, 0);
    q.dequeue(out);
    Content.check(out[kind.first()], Shape.of(3, 2), 5);
    assertEquals(1, released.get());
  }

  @ParameterizedTest
  @EnumSource
  void freeingTheQueueReleases(PooledKind kind) throws Exception {
    TensorQueue q = kind.create(QueueConfig.of(4, IMAGE));
    lend(q, element(kind, 1));
    lend(q, element(kind, 2));
    q.enqueue(element(kind, 3));
    q.free();
    assertEquals(2, released.get());
    assertEquals(0, outstanding(q));
    q.free();
    assertEquals(2, released.get());
  }

  /// Rows that a request had moved aside and gave back are released once, too.
  @Test
  void rowsMovedAsideAndGivenBackAreReleasedOnce() throws Exception {
    TensorQueue q = queue(PooledKind.FIFO, 1);
    Cancellation.Flag flag = Cancellation.flag();
    Call<Boolean> large =
        Call.of(() -> {
          try (Batch batch = q.newBatch(5)) {
            return q.dequeueMany(batch, Wait.under(flag));
          }
        });
    untilConsumersWait(q, 1);
    for (long id = 0; id < 3; id++) {
      assertTrue(lend(q, Wait.FOREVER, image(id)));
    }
    flag.cancel();
    large.failure(CancelledException.class);
    assertEquals(0, released.get());
    q.close();
    assertEquals(3, drain(q));
    assertEquals(3, released.get());
  }

  @Test
  void aWaitThatRunsOutReleases() throws Exception {
    TensorQueue q = queue(PooledKind.FIFO, 1);
    assertTrue(lend(q, image(1)));
    assertFalse(lend(q, Wait.NOT_AT_ALL, image(2)));
    assertEquals(1, released.get());
    assertFalse(lend(q, Wait.atMost(Duration.ofMillis(1)), image(3)));
    assertEquals(2, released.get());
  }

  @Test
  void aClosedQueueReleases() throws Exception {
    TensorQueue q = queue(PooledKind.FIFO, 1);
    q.close();
    assertThrows(CancelledException.class, () -> lend(q, Wait.FOREVER, image(2)));
    assertEquals(1, released.get());
  }

  @Test
  void aCancellingCloseReleasesWhatWaits() throws Exception {
    TensorQueue q = queue(PooledKind.FIFO, 1);
    lend(q, image(1));
    Call<Boolean> call = Call.of(() -> lend(q, Wait.FOREVER, image(2)));
    untilProducersWait(q, 1);
    q.close(true);
    call.failure(CancelledException.class);
    assertEquals(1, released.get());
  }

  @Test
  void aCancelledWaitReleases() throws Exception {
    TensorQueue q = queue(PooledKind.FIFO, 1);
    lend(q, image(1));
    Cancellation.Flag flag = Cancellation.flag();
    Call<Boolean> call = Call.of(() -> lend(q, Wait.under(flag), image(2)));
    untilProducersWait(q, 1);
    flag.cancel();
    call.failure(CancelledException.class);
    assertEquals(1, released.get());
    assertThrows(CancelledException.class, () -> lend(q, Wait.under(flag), image(3)));
    assertEquals(2, released.get());
  }

  @Test
  void anInterruptedWaitReleases() throws Exception {
    TensorQueue q = queue(PooledKind.FIFO, 1);
    lend(q, image(1));
    Call<Boolean> call = Call.of(() -> lend(q, Wait.FOREVER, image(2)));
    untilProducersWait(q, 1);
    call.interrupt();
    call.failure(InterruptedException.class);
    assertEquals(1, released.get());
  }

  /// The caller never gave it away.
  @Test
  void wrongArgumentsDoNotRelease() throws Exception {
    TensorQueue q = queue(PooledKind.FIFO, 4);
    refused(q, "wrong shape", Content.of(DType.UINT8, Shape.of(2, 3), 1));
    refused(q, "dtype", Content.of(DType.INT8, Shape.of(3, 2), 1));
    refused(q, "2 components", image(1), image(2));
    q.close();
    refused(q, "wrong shape", Content.of(DType.UINT8, Shape.of(2, 3), 1));
    FifoQueue slots = new FifoQueue(QueueConfig.of(4, IMAGE));
    refused(slots, "QueueConfig.withPooledStorage", image(1));
    slots.free();
    assertEquals(0, released.get());
  }

  private void refused(TensorQueue queue, String words, Tensor... components) {
    String message =
        assertThrows(InvalidArgumentException.class, () -> lend(queue, components)).getMessage();
    assertTrue(message.contains(words), message);
  }

  /// While the thread holds a claim of its own it must not enqueue by other means.
  @Test
  void aWriterCannotLend() throws Exception {
    TensorQueue q = queue(PooledKind.FIFO, 4);
    ElementWriter<Tensor, InterruptedException> writer =
        (image, slot) -> q.enqueueByReference(Wait.FOREVER, released::incrementAndGet, image);
    assertThrows(IllegalStateException.class, () -> q.enqueue(image(1), writer));
    assertEquals(0, released.get());
    assertEquals(0, q.size());
  }

  /// The tensor was released meanwhile: a failure of the caller's, found when it is written down.
  @Test
  void aTensorThatIsDeadReleasesNothingOrOnce() throws Exception {
    TensorQueue from = queue(PooledKind.FIFO, 4);
    TensorQueue to = queue(PooledKind.FIFO, 4);
    from.enqueue(image(1));
    Batch batch = from.newBatch(1);
    from.dequeue(batch);
    Tensor dead = batch.component(0);
    batch.close();
    assertThrows(IllegalStateException.class, () -> lend(to, dead));
    assertEquals(0, to.size());
    assertTrue(lend(to, image(2)));
  }

  @Test
  void paddedRowsAreReadFromTheCallersMemory() throws Exception {
    TensorQueue q = own(new PaddingFifoQueue(QueueConfig.of(9, TensorSpec.of(DType.INT16, -1, 2))));
    for (int id = 0; id < 4; id++) {
      lend(q, Content.of(DType.INT16, Shape.of(id, 2), id));
    }
    try (Batch batch = q.newBatch(4)) {
      q.dequeueMany(batch);
      assertEquals(4, released.get());
      for (int id = 0; id < 4; id++) {
        Content.check(batch.component(0).row(id), Shape.of(id, 2), id);
      }
    }
  }

  /// One batch of another queue is handed on, and closed when nobody needs it any more.
  @Test
  void aBatchIsHandedOnWithoutACopy() throws Exception {
    TensorQueue from = queue(PooledKind.FIFO, 4);
    TensorQueue to = queue(PooledKind.FIFO, 4);
    from.enqueue(image(1));
    Batch batch = from.newBatch(1);
    from.dequeue(batch);
    to.enqueueByReference(Wait.FOREVER, batch::close, batch.component(0));
    assertEquals(6, from.bytes());
    try (Batch handed = to.newBatch(1)) {
      to.dequeue(handed);
      assertSame(batch.component(0).base(), handed.component(0).base());
      Content.check(handed.component(0), Shape.of(3, 2), 1);
    }
    assertEquals(0, from.bytes());
    assertEquals(0, batch.rows());
  }

  @ParameterizedTest
  @EnumSource
  void memoryOfOneThreadIsRefused(PooledKind kind) {
    TensorQueue q = queue(kind, 4);
    try (Arena arena = Arena.ofConfined()) {
      Tensor[] element =
          kind.with(Tensors.scalar(1), Tensor.allocate(arena, DType.UINT8, Shape.of(3, 2)));
      String message =
          assertThrows(InvalidArgumentException.class, () -> lend(q, element)).getMessage();
      assertTrue(message.contains("lies in memory of one thread"), message);
    }
    assertEquals(0, q.size());
    assertEquals(0, released.get(), "the arguments were wrong");
  }

  @Test
  void namedQueuesTakeAMap_Q50() throws Exception {
    QueueConfig config =
        QueueConfig.of(
            4, TensorSpec.named("x", DType.UINT8, 3, 2), TensorSpec.named("y", DType.UINT8, 3, 2));
    TensorQueue q = own(new FifoQueue(config.withPooledStorage()));
    q.enqueueByReference(released::incrementAndGet, Map.of("y", image(2), "x", image(1)));
    assertThrows(InvalidArgumentException.class, () -> lend(q, image(1), image(2)));
    try (Batch batch = q.newBatch(1)) {
      q.dequeue(batch);
      Content.check(batch.component("x"), Shape.of(3, 2), 1);
      Content.check(batch.component("y"), Shape.of(3, 2), 2);
      assertEquals(0, released.get());
    }
    assertEquals(1, released.get());
  }
}
