package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.queue.Batch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchReaderTest {
  @AfterEach
  void noThreadIsLeft() {
    Inputs.assertNoThreadOf("batch");
  }

  @Test
  void oneBatchObjectIsReused() throws InterruptedException {
    try (BatchReader reader = batching(new Counting(30)).batchSize(10).start()) {
      assertTrue(reader.next());
      Batch batch = reader.batch();
      assertTrue(reader.next());
      assertSame(batch, reader.batch());
      batch.close(); // early release is fine
      assertTrue(reader.next());
      assertEquals(Inputs.range(20, 30), Inputs.values(batch));
    }
  }

  @Test
  void fullnessIsSizeByCapacity() { // B14
    BatchReader reader = batching(new Counting(1000)).batchSize(10).capacity(40).start();
    try (reader) {
      Await.until("full", () -> reader.queue().waitingProducers() == 1);
      assertEquals(1.0, reader.fullness());
    }
    assertEquals(0.0, reader.fullness());
  }

  @Test
  void iteratorHandsOutFreshBatches() { // reads one ahead
    List<Batch> batches = new ArrayList<>();
    try (BatchReader reader =
        batching(new Counting(35))
            .batchSize(10)
            .capacity(64)
            .allowSmallerFinalBatch(true)
            .start()) {
      reader.asIterator().forEachRemaining(batches::add);
      assertEquals(4, batches.size());
      assertEquals(Inputs.range(0, 10), Inputs.values(batches.get(0)));
      assertEquals(Inputs.range(30, 35), Inputs.values(batches.get(3)));
      batches.get(1).close(); // the others are closed by the reader
    }
    batches.forEach(batch -> assertEquals(0, batch.rows()));
  }

  @Test
  void remainderIsNeverDelivered() throws InterruptedException { // B5
    try (BatchReader reader = batching(new Counting(35)).batchSize(10).start()) {
      assertEquals(3, Inputs.drain(reader).size());
      assertEquals(5, reader.leftOver());
      assertEquals(5, reader.queue().size());
    }
  }

  @Test
  void smallerFinalBatchHasTheRemainder() throws InterruptedException { // B5
    try (BatchReader reader =
        batching(new Counting(35)).batchSize(10).allowSmallerFinalBatch(true).start()) {
      List<List<Long>> batches = Inputs.drain(reader);
      assertEquals(4, batches.size());
      assertEquals(Inputs.range(30, 35), batches.getLast());
      assertEquals(0, reader.leftOver());
      assertEquals(35, reader.rows());
    }
  }

  @Test
  void batchLargerThanAllInputIsTold() throws InterruptedException {
    try (BatchReader reader = batching(new Counting(3)).batchSize(10).start()) {
      assertFalse(reader.next());
      assertEquals(0, reader.batches());
      assertEquals(3, reader.leftOver());
    }
  }

  private static Batching batching(Counting source) {
    return Input.batch(Examples.written(source, Inputs.PAIR, Inputs.WRITER));
  }
}
