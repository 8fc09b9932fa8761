package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.InvalidArgumentException;
import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// With capacity 0 nothing can ever be enqueued (Q7); all else is as ever.
class CapacityZeroTest extends PooledFixture {
  private TensorQueue queue(PooledKind kind) {
    return own(kind.create(QueueConfig.of(0, Tensors.NUMBER)));
  }

  private static Tensor[] element(PooledKind kind) {
    return kind.with(Tensors.scalar(1), Tensors.scalar(1));
  }

  private static Tensor[] rows(PooledKind kind, long... values) {
    return kind.with(Tensors.vector(values), Tensors.vector(values));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SHUFFLE")
  void anEnqueueWaitsForTheClose_Q7(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind);
    assertEquals(0, q.capacity());
    assertFalse(q.enqueue(Wait.NOT_AT_ALL, element(kind)));
    assertFalse(q.enqueue(Wait.atMost(Duration.ofMillis(1)), element(kind)));
    assertEquals(0, q.enqueueMany(Wait.NOT_AT_ALL, rows(kind, 1, 2)));
    Call<Void> one = Call.to(() -> q.enqueue(element(kind)));
    untilProducersWait(q, 1);
    Call<Void> many = Call.to(() -> q.enqueueMany(rows(kind, 1, 2)));
    untilProducersWait(q, 2);
    q.close(true);
    one.failure(CancelledException.class);
    assertEquals(0, many.failure(CancelledException.class).rowsEnqueued());
  }

  /// Q41: it stands behind them for ever, unless they give up.
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SHUFFLE")
  void aPlainCloseWaitsForThoseBeforeIt(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind);
    Call<Void> one = Call.to(() -> q.enqueue(element(kind)));
    untilProducersWait(q, 1);
    Call<Void> close = Call.to(q::close);
    untilProducersWait(q, 2);
    assertFalse(q.isClosed());
    one.interrupt();
    one.failure(InterruptedException.class);
    close.result();
    assertTrue(q.isClosed());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SHUFFLE")
  void nothingIsEnqueuedAndDequeued_Q18_Q28(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind);
    for (int i = 0; i < 2; i++) {
      assertEquals(0, q.enqueueMany(Wait.NOT_AT_ALL, rows(kind)));
      try (Batch none = q.newBatch(0)) {
        q.dequeueMany(none);
        assertEquals(0, none.rows());
      }
      q.close(true);
    }
  }

  /// Not even a waiting dequeue makes room: there is no hand-over past the store (Q7).
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SHUFFLE")
  void aDequeueWaitsForTheClose(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind);
    assertNull(WayOut.MANY.take(q, 1, Wait.NOT_AT_ALL));
    Call<long[]> two = Call.of(() -> WayOut.MANY.take(q, 2));
    untilConsumersWait(q, 1);
    assertFalse(q.enqueue(Wait.NOT_AT_ALL, element(kind)));
    assertFalse(q.enqueue(Wait.atMost(Duration.ofMillis(1)), element(kind)));
    Call<Void> one = Call.to(() -> q.enqueue(element(kind)));
    untilProducersWait(q, 1);
    assertTrue(two.isRunning() && one.isRunning());
    q.close(true);
    two.failure(OutOfRangeException.class);
    one.failure(CancelledException.class);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SHUFFLE")
  void claimsAndLoansDoNotGoInEither(PooledKind kind) throws Exception {
    TensorQueue q = queue(kind);
    try (Claim claim = q.newClaim(1)) {
      assertFalse(q.claim(claim, Wait.NOT_AT_ALL));
    }
    AtomicInteger released = new AtomicInteger();
    assertFalse(q.enqueueByReference(Wait.NOT_AT_ALL, released::incrementAndGet, element(kind)));
    assertEquals(1, released.get());
  }

  @Test
  void aShuffleQueueIsRefused_R1() {
    QueueConfig config = QueueConfig.of(0, Tensors.NUMBER);
    ShuffleConfig none = ShuffleConfig.of(0);
    assertThrows(InvalidArgumentException.class, () -> new ShuffleQueue(config, none));
  }
}
