package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.input.BatchReader;
import io.forebay.input.Batching;
import io.forebay.input.Input;
import io.forebay.input.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Shuffled batches.
class ShuffledInputCasesTest extends InputCaseFixture {
  @Test
  void tc329_threeMixedBatches() throws InterruptedException {
    assertThreeMixedBatches(Input.shuffleBatch(counted(30, LISTED)).seed(141421));
  }

  @Test
  void tc330_threeMixedBatchesWithNames() throws InterruptedException {
    assertThreeMixedBatches(Input.shuffleBatch(counted(30, NAMED)).seed(141421));
  }

  @Test
  void tc332_fourThreadsDeliverEverythingOnce() throws InterruptedException {
    assertThreeMixedBatches(Input.shuffleBatch(counted(30, LISTED)).workers(4).seed(173205));
  }

  @Test
  void tc334_theQueueIsShared() {
    BatchReader reader =
        Input.shuffleBatch(numbers(1))
            .batchSize(10)
            .minAfterDequeue(10)
            .sharedName("SHARED_NAME_XYZ")
            .in(pipeline);
    assertEquals("SHARED_NAME_XYZ", reader.queue().sharedName());
  }

  @Test
  void tc335_recordsThatAreNotKeptAreDropped() throws InterruptedException {
    assertFourEvenBatches(small(Input.maybeShuffleBatch(numbers(40), evenRecords())));
  }

  @Test
  void tc336_chunksThatAreNotKeptAreDropped() throws InterruptedException {
    assertFourEvenBatches(small(Input.maybeShuffleBatch(chunks(40, 1), evenRecords())));
  }

  @Test
  void tc339_rowsThatAreNotKeptAreDropped() throws InterruptedException {
    assertFourEvenBatches(small(Input.maybeShuffleBatch(chunks(10, 4), evenRows())));
  }

  @Test
  void tc341_keepInputMustFit() {
    assertRefused("keepInput", () -> Input.maybeShuffleBatch(numbers(40), evenRows()));
    BatchReader reader =
        small(Input.maybeShuffleBatch(chunks(10, 4), rowsByMatrix())).batchSize(5).in(pipeline);
    startRunners();
    InputException e = assertThrows(InputException.class, reader::next);
    assertTrue(e.getCause() instanceof InvalidArgumentException, e.toString());
  }

  @Test
  void tx22_aHundredNumbersThroughTwentyPlaces() throws InterruptedException {
    BatchReader reader =
        Input.shuffleBatch(numbers(100)).capacity(20).batchSize(10).workers(4).in(pipeline);
    List<List<Long>> batches = drainNumbers(reader);
    assertEquals(10, batches.size());
    List<Long> all = CaseFixture.flat(batches);
    assertMixed(100, all);
    for (int place = 0; place < all.size(); place++) { // three others may hold smaller ones
      assertTrue(all.get(place) <= place + 20 + 3, all.get(place) + " at " + place); // R8
    }
  }

  private static Batching small(Batching batching) {
    return batching.capacity(10).minAfterDequeue(1);
  }

  private void assertThreeMixedBatches(Batching batching) throws InterruptedException {
    BatchReader reader = batching.capacity(32).minAfterDequeue(16).batchSize(10).in(pipeline);
    List<List<Tagged>> batches = drain(reader);
    assertEquals(3, batches.size());
    assertCountedOnce(30, batches);
    assertMixed(30, CaseFixture.flat(batches).stream().map(Tagged::value).toList());
  }
}
