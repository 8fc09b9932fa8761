package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.input.BatchReader;
import io.forebay.input.Batching;
import io.forebay.input.Examples;
import io.forebay.input.Input;
import io.forebay.input.InputException;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Shuffled batches of several sources.
class ShuffledJoinCasesTest extends InputCaseFixture {
  private static final long SEED = 223607;

  @Test
  void tc348_twoSourcesAreMixed() throws InterruptedException {
    BatchReader reader =
        Input.shuffleBatchJoin(List.of(counted(25, "a", LISTED), ninetyNine(35, LISTED)))
            .capacity(32)
            .minAfterDequeue(16)
            .batchSize(5)
            .seed(SEED)
            .in(pipeline);
    List<List<Tagged>> batches = drain(reader);
    assertEquals(12, batches.size());
    assertMixed(25, valuesOfA(batches));
    assertNinetyNines(35, batches);
    long ofBoth =
        batches.stream()
            .filter(batch -> batch.stream().map(Tagged::tag).distinct().count() == 2)
            .count();
    assertTrue(ofBoth > 1, ofBoth + " of 12 batches have both");
  }

  @Test
  void tc351_otherNamesAreRefused() {
    Examples<Tensor[]> one = counted(1, ElementSpec.of(VALUE, TAG));
    Examples<Tensor[]> other =
        counted(1, ElementSpec.of(VALUE, TensorSpec.named("text", DType.STRING)));
    assertRefused(
        "the same names",
        () -> Input.shuffleBatchJoin(List.of(one, other)).batchSize(5).in(pipeline));
  }

  @Test
  void tc352_aSingleSourceAndASharedQueue() {
    BatchReader reader =
        Input.shuffleBatchJoin(List.of(counted(10, LISTED)))
            .batchSize(10)
            .sharedName("SHARED_NAME_XYZ")
            .in(pipeline);
    assertEquals("SHARED_NAME_XYZ", reader.queue().sharedName());
  }

  @Test
  void tc353_recordsThatAreNotKeptAreDropped() throws InterruptedException {
    assertFourEvenBatches(small(Input.maybeShuffleBatchJoin(List.of(numbers(40)), evenRecords())));
  }

  @Test
  void tc354_chunksThatAreNotKeptAreDropped() throws InterruptedException {
    assertFourEvenBatches(
        small(Input.maybeShuffleBatchJoin(List.of(chunks(40, 1)), evenRecords())));
  }

  @Test
  void tc355_fiveSourcesDropRecords() throws InterruptedException {
    List<Examples<Tensor[]>> five = Collections.nCopies(5, numbers(40));
    assertFourEvenBatches(small(Input.maybeShuffleBatchJoin(five, evenRecords())));
  }

  @Test
  void tc357_rowsThatAreNotKeptAreDropped() throws InterruptedException {
    assertFourEvenBatches(small(Input.maybeShuffleBatchJoin(List.of(chunks(10, 4)), evenRows())));
  }

  @Test
  void tc359_keepInputMustFit() {
    assertRefused("keepInput", () -> Input.maybeShuffleBatchJoin(List.of(numbers(40)), evenRows()));
    BatchReader reader =
        small(Input.maybeShuffleBatchJoin(List.of(chunks(10, 4)), rowsByMatrix()))
            .batchSize(5)
            .in(pipeline);
    startRunners();
    InputException e = assertThrows(InputException.class, reader::next);
    assertTrue(e.getCause() instanceof InvalidArgumentException, e.toString());
  }

  private static Batching small(Batching batching) {
    return batching.capacity(10).minAfterDequeue(1).seed(SEED);
  }
}
