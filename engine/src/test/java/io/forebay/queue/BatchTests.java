package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Batches: reused, held several at once, dead after their close.
abstract class BatchTests extends ClaimTests {
  @Test
  void aBatchIsReused() throws Exception {
    Subject q = queue(6);
    Batch batch = q.queue.newBatch(2);
    for (int i = 0; i < 20; i++) {
      assertEquals(0, batch.rows());
      q.put(i, i + 1);
      try (batch) {
        q.queue.dequeueMany(batch);
        assertEquals(2, batch.rows());
        assertEquals(Shape.of(2), batch.component(0).shape());
        q.took(WayOut.values(batch));
      }
    }
    assertEquals(2, batch.maxRows());
  }

  @Test
  void anOpenBatchIsNotTakenAgain() throws Exception {
    Subject q = queue(4);
    q.put(1, 2);
    try (Batch batch = q.queue.newBatch(1)) {
      q.queue.dequeueMany(batch);
      var e = assertThrows(IllegalStateException.class, () -> q.queue.dequeueMany(batch));
      assertEquals(
          "batch: open, 1 rows (expected: closed before the next dequeue)", e.getMessage());
      assertThrows(IllegalStateException.class, () -> q.queue.dequeueUpTo(batch));
      q.took(WayOut.values(batch));
    }
    q.take(1);
  }

  @Test
  void aBatchThatGotNothingIsReady() throws Exception {
    Subject q = queue(4);
    try (Batch batch = q.queue.newBatch(2)) {
      assertFalse(q.queue.dequeueMany(batch, Wait.NOT_AT_ALL));
      assertThrows(IllegalStateException.class, () -> batch.component(0).getLong(0));
      q.put(1, 2);
      q.queue.dequeueMany(batch);
      q.took(WayOut.values(batch));
    }
    q.queue.close();
    q.drain();
    try (Batch batch = q.queue.newBatch(2)) {
      assertThrows(OutOfRangeException.class, () -> q.queue.dequeueUpTo(batch));
      assertEquals(0, batch.rows());
    }
  }

  @Test
  void whatABatchShowedIsDeadAfterItsClose() throws Exception {
    Subject q = queue(4);
    q.put(1, 2, 3, 4);
    Batch batch = q.queue.newBatch(2);
    q.queue.dequeueMany(batch);
    q.took(WayOut.values(batch));
    Tensor all = batch.component(0);
    Tensor row = all.row(1);
    assertEquals(all.getLong(1), row.getLong(0));
    batch.close();
    batch.close();
    assertEquals(0, batch.rows());
    for (Tensor tensor : new Tensor[] {all, row}) {
      var e = assertThrows(IllegalStateException.class, () -> tensor.getLong(0));
      assertTrue(e.getMessage().startsWith("tensor: released"));
    }
    assertThrows(IllegalStateException.class, all::shape);
    try (batch) {
      q.queue.dequeueMany(batch);
      q.took(WayOut.values(batch));
      assertSame(all, batch.component(0), "the tensor is moved");
      assertThrows(IllegalStateException.class, () -> row.getLong(0), "views of it are not");
    }
  }

  @Test
  void severalBatchesAreHeldAtOnceAndClosedInAnyOrder() throws Exception {
    Subject q = queue(6);
    Batch[] batches = {q.queue.newBatch(2), q.queue.newBatch(1), q.queue.newBatch(3)};
    for (int lap = 0; lap < 7; lap++) {
      q.put(Tensors.range(10 * lap, 10 * lap + 6));
      for (Batch batch : batches) {
        q.queue.dequeueMany(batch);
      }
      for (Batch batch : batches) {
        q.took(WayOut.values(batch));
      }
      for (int i = 0; i < 3; i++) {
        batches[(lap + i * 2) % 3].close();
      }
    }
  }

  @Test
  void aBatchMayChangeThreads() throws Exception {
    Subject q = queue(4);
    Batch batch = q.queue.newBatch(2);
    for (int i = 0; i < 3; i++) {
      Call<Void> taken = Call.to(() -> q.queue.dequeueMany(batch));
      q.untilConsumersWait(1);
      q.put(1, 2);
      taken.result();
      q.took(WayOut.values(batch));
      Call.to(batch::close).result();
    }
  }

  @Test
  void componentsAreFoundByIndexAndName() throws Exception {
    TensorQueue q =
        queueOf(
            4, TensorSpec.named("id", DType.INT64), TensorSpec.named("pixels", DType.UINT8, 2, 3));
    Tensor pixels = Tensors.of(DType.UINT8, 2, 3);
    for (int id = 0; id < 4; id++) {
      Tensors.fill(pixels, 1, id);
      q.enqueue(Map.of("id", Tensors.scalar(id), "pixels", pixels));
    }
    q.close();
    try (Batch batch = q.newBatch(4)) {
      q.dequeueMany(batch);
      assertSame(batch.component(1), batch.component("pixels"));
      assertEquals(Map.of("id", batch.component(0), "pixels", batch.component(1)), batch.asMap());
      assertEquals(Shape.of(4, 2, 3), batch.component("pixels").shape());
      assertEquals(DType.UINT8, batch.component("pixels").dtype());
      for (int row = 0; row < 4; row++) {
        long id = batch.component("id").getLong(row);
        assertEquals(-1, Tensors.mismatch(batch.component("pixels").row(row), 1, id));
      }
      assertThrows(IllegalArgumentException.class, () -> batch.component("label"));
      assertThrows(IndexOutOfBoundsException.class, () -> batch.component(2));
    }
  }

  /// The copying forms of dequeue read back what was written, and leave the batch's memory to the
  /// queue.
  @Test
  void manyBlocksOfMemoryAreReused() throws Exception {
    Subject q = queue(8);
    for (int i = 0; i < 50; i++) {
      int n = 1 + i % 8;
      q.put(Tensors.range(0, n));
      q.took((i % 2 == 0 ? WayOut.MANY : WayOut.MANY_COPY).take(q.queue, n));
    }
    assertNull(WayOut.MANY.take(q.queue, 3, Wait.NOT_AT_ALL));
    assertEquals(0, q.queue.openBatches());
  }
}
