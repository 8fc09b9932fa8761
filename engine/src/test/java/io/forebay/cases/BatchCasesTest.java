package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.error.OutOfRangeException;
import io.forebay.input.BatchReader;
import io.forebay.input.Examples;
import io.forebay.input.Input;
import io.forebay.input.KeepInput;
import io.forebay.queue.Batch;
import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Batches in order.
class BatchCasesTest extends InputCaseFixture {
  @Test
  void tc276_threeBatchesInOrder() throws InterruptedException {
    ElementSpec element =
        ElementSpec.of(
            TensorSpec.of(DType.INT64), TensorSpec.of(DType.INT64, 2), TensorSpec.of(DType.STRING));
    MadeTensors source =
        new MadeTensors(
            30,
            n -> new Tensor[] {Tensors.scalar(n), Tensors.vector(n, -n), Values.text("string")});
    BatchReader reader = Input.batch(Examples.single(source, element)).batchSize(10).in(pipeline);
    startRunners();
    for (int i = 0; i < 3; i++) {
      Batch batch = reader.take();
      assertEquals(Values.list(Values.range(10 * i, 10 * i + 10)), Values.list(batch.component(0)));
      for (int row = 0; row < 10; row++) {
        double n = 10 * i + row;
        assertEquals(Values.list(n, 0 - n), Values.list(batch.component(1).row(row)));
        assertEquals("string", batch.component(2).getString(row));
      }
    }
    assertThrows(OutOfRangeException.class, reader::take);
  }

  @Test
  void tc278_vectorsOfUint32AreBatched() throws InterruptedException {
    assertVectorsAreBatched(DType.UINT32);
  }

  @Test
  void tc279_vectorsOfUint64AreBatchedAndStopped() throws InterruptedException {
    assertVectorsAreBatched(DType.UINT64);
    coordinator.requestStop();
    coordinator.join(Duration.ofSeconds(60));
  }

  @Test
  void tc282_fourThreadsDeliverEverythingOnce() throws InterruptedException {
    BatchReader reader = Input.batch(counted(30, LISTED)).batchSize(10).workers(4).in(pipeline);
    List<List<Tagged>> batches = drain(reader);
    assertEquals(3, batches.size());
    assertCountedOnce(30, batches);
  }

  @Test
  void tc285_theQueueIsShared() {
    BatchReader reader =
        Input.batch(numbers(1)).batchSize(10).sharedName("SHARED_NAME_XYZ").in(pipeline);
    assertEquals("SHARED_NAME_XYZ", reader.queue().sharedName());
  }

  @Test
  void tc286_anUnknownRankIsRefused() {
    Examples<Tensor[]> examples =
        Examples.single(new MadeTensors(1, n -> new Tensor[] {Tensors.scalar(n)}), OF_ANY_RANK);
    assertRefused("cannot infer its rank", () -> Input.batch(examples).batchSize(2).in(pipeline));
  }

  @Test
  void tc291_oneComponentByName() throws InterruptedException {
    ElementSpec element = ElementSpec.of(TensorSpec.named("c", DType.INT64, 2));
    MadeTensors source = new MadeTensors(8, n -> new Tensor[] {Tensors.vector(12, 12)});
    BatchReader reader = Input.batch(Examples.single(source, element)).batchSize(8).in(pipeline);
    startRunners();
    Map<String, Tensor> batch = reader.take().asMap();
    assertEquals(List.of("c"), List.copyOf(batch.keySet()));
    assertEquals(Shape.of(8, 2), batch.get("c").shape());
  }

  @Test
  void tc292_recordsThatAreNotKeptAreDropped() throws InterruptedException {
    assertFourEvenBatches(Input.maybeBatch(numbers(40), evenRecords()));
  }

  @Test
  void tc294_fiveThreadsDropRecords() throws InterruptedException {
    assertFourEvenBatches(Input.maybeBatch(numbers(40), evenRecords()).workers(5));
  }

  @Test
  void tc297_fiveThreadsDropRowsOfBatches() throws InterruptedException {
    BatchReader inner = Input.batch(numbers(40)).batchSize(4).in(pipeline);
    KeepInput<Batch> even = KeepInput.rows((chunk, row) -> chunk[0].getLong(row) % 2 == 0);
    assertFourEvenBatches(Input.maybeBatch(Examples.from(inner), even).workers(5));
  }

  @Test
  void tx21_whatKeepsNothingEnds() throws InterruptedException {
    MadeTensors source = new MadeTensors(40, n -> new Tensor[] {Tensors.scalar(n)});
    BatchReader reader =
        Input.maybeBatch(Examples.single(source, NUMBER), KeepInput.when(record -> false))
            .batchSize(5)
            .in(pipeline);
    startRunners();
    assertFalse(reader.next());
    assertEquals(40, source.read.get());
  }

  private void assertVectorsAreBatched(DType dtype) throws InterruptedException {
    ElementSpec element = ElementSpec.of(TensorSpec.of(dtype, 6));
    Tensor vector = Values.counted(dtype, 6);
    MadeTensors source = new MadeTensors(Long.MAX_VALUE, n -> new Tensor[] {vector});
    BatchReader reader = Input.batch(Examples.single(source, element)).batchSize(2).in(pipeline);
    startRunners();
    Batch batch = reader.take();
    assertEquals(Shape.of(2, 6), batch.component(0).shape());
    assertEquals(Values.list(vector), Values.list(batch.component(0).row(1)));
  }
}
