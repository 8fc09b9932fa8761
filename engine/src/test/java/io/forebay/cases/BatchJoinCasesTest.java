package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.input.BatchReader;
import io.forebay.input.Examples;
import io.forebay.input.Input;
import io.forebay.input.InputException;
import io.forebay.queue.Batch;
import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Batches of several sources.
class BatchJoinCasesTest extends InputCaseFixture {
  private static final ElementSpec OPEN_LENGTH =
      ElementSpec.of(TensorSpec.of(DType.INT64, Shape.UNKNOWN), TensorSpec.of(DType.STRING));

  @Test
  void tc306_eachOfTwoSourcesKeepsItsOrder() throws InterruptedException {
    assertTwoSourcesAreJoined(LISTED);
  }

  @Test
  void tc307_eachOfTwoSourcesWithNamesKeepsItsOrder() throws InterruptedException {
    assertTwoSourcesAreJoined(NAMED);
  }

  @Test
  void tc308_otherNamesAreRefused() {
    Examples<Tensor[]> one = counted(1, ElementSpec.of(VALUE, TAG));
    Examples<Tensor[]> other =
        counted(1, ElementSpec.of(VALUE, TensorSpec.named("text", DType.STRING)));
    assertRefused(
        "the same names", () -> Input.batchJoin(List.of(one, other)).batchSize(5).in(pipeline));
  }

  @Test
  void tc311_paddedBatchesAndASmallerOneAtTheEnd() throws InterruptedException {
    BatchReader reader =
        Input.batchJoin(List.of(lengthening(70, "a"), lengthening(94, "b")))
            .batchSize(5)
            .dynamicPad(true)
            .allowSmallerFinalBatch(true)
            .in(pipeline);
    startRunners();
    List<Integer> sizes = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    while (reader.next()) {
      sizes.add(reader.batch().rows());
      tags.addAll(checkedTags(reader.batch()));
    }
    assertEquals(33, sizes.size());
    assertEquals(Collections.nCopies(32, 5), sizes.subList(0, 32));
    assertEquals(4, sizes.getLast());
    assertEquals(70, Collections.frequency(tags, "a"));
    assertEquals(94, Collections.frequency(tags, "b"));
  }

  @Test
  void tc312_aSingleSourceAndASharedQueue() throws InterruptedException {
    BatchReader reader =
        Input.batchJoin(List.of(counted(10, LISTED)))
            .batchSize(10)
            .sharedName("SHARED_NAME_XYZ")
            .in(pipeline);
    assertEquals("SHARED_NAME_XYZ", reader.queue().sharedName());
    startRunners();
    Batch batch = reader.take();
    assertEquals(Shape.of(10), batch.component(0).shape());
    assertEquals(Shape.of(10), batch.component(1).shape());
  }

  @Test
  void tc313_anUnknownRankIsRefused() {
    Examples<Tensor[]> examples =
        Examples.single(new MadeTensors(1, n -> new Tensor[] {Tensors.scalar(n)}), OF_ANY_RANK);
    assertRefused(
        "cannot infer its rank",
        () -> Input.batchJoin(List.of(examples)).batchSize(2).in(pipeline));
  }

  @Test
  void tc314_oneComponentByName() throws InterruptedException {
    ElementSpec element = ElementSpec.of(TensorSpec.named("c", DType.INT64, 2));
    MadeTensors source = new MadeTensors(8, n -> new Tensor[] {Tensors.vector(12, 12)});
    BatchReader reader =
        Input.batchJoin(List.of(Examples.single(source, element))).batchSize(8).in(pipeline);
    startRunners();
    Map<String, Tensor> batch = reader.take().asMap();
    assertEquals(List.of("c"), List.copyOf(batch.keySet()));
    assertEquals(Shape.of(8, 2), batch.get("c").shape());
  }

  @Test
  void tc315_recordsThatAreNotKeptAreDropped() throws InterruptedException {
    assertFourEvenBatches(Input.maybeBatchJoin(List.of(numbers(40)), evenRecords()));
  }

  @Test
  void tc316_chunksThatAreNotKeptAreDropped() throws InterruptedException {
    assertFourEvenBatches(Input.maybeBatchJoin(List.of(chunks(40, 1)), evenRecords()));
  }

  @Test
  void tc318_fiveSourcesDropChunks() throws InterruptedException {
    assertFourEvenBatches(
        Input.maybeBatchJoin(Collections.nCopies(5, chunks(40, 1)), evenRecords()));
  }

  @Test
  void tc319_rowsThatAreNotKeptAreDropped() throws InterruptedException {
    assertFourEvenBatches(Input.maybeBatchJoin(List.of(chunks(10, 4)), evenRows()));
  }

  @Test
  void tc321_keepInputMustFit() {
    assertRefused("keepInput", () -> Input.maybeBatchJoin(List.of(numbers(40)), evenRows()));
    BatchReader reader =
        Input.maybeBatchJoin(List.of(chunks(10, 4)), rowsByMatrix()).batchSize(5).in(pipeline);
    startRunners();
    InputException e = assertThrows(InputException.class, reader::next);
    assertTrue(e.getCause() instanceof InvalidArgumentException, e.toString());
  }

  private void assertTwoSourcesAreJoined(ElementSpec element) throws InterruptedException {
    BatchReader reader =
        Input.batchJoin(List.of(counted(70, "a", element), ninetyNine(90, element)))
            .batchSize(5)
            .in(pipeline);
    List<List<Tagged>> batches = drain(reader);
    assertEquals(32, batches.size());
    assertEquals(range(70), valuesOfA(batches));
    assertNinetyNines(90, batches);
  }

  /// n is n times in a vector.
  private static Examples<Tensor[]> lengthening(int limit, String tag) {
    return Examples.single(
        new MadeTensors(limit, n -> new Tensor[] {repeated(n), Values.text(tag)}), OPEN_LENGTH);
  }

  private static Tensor repeated(long n) {
    long[] values = new long[Math.toIntExact(n)];
    Arrays.fill(values, n);
    return Tensors.vector(values);
  }

  /// The tags, once each vector was found to be there as long as its number says, then zeros up to
  /// the longest.
  private static List<String> checkedTags(Batch batch) {
    Tensor vectors = batch.component(0);
    long widest = 0;
    for (int row = 0; row < batch.rows(); row++) {
      long[] values = Tensors.values(vectors.row(row));
      long n = values.length == 0 ? 0 : values[0];
      widest = Math.max(widest, n);
      long[] expected = Arrays.copyOf(Tensors.values(repeated(n)), values.length);
      assertArrayEquals(expected, values);
    }
    assertEquals(widest, vectors.shape().dim(1));
    return Values.textList(batch.component(1));
  }
}
