package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.queue.Batch;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Inputs of inputs, and of producers (B18).
class NestedInputTest extends InputFixture {
  @Test
  void whatIsLeftOverWithinDoesNotArrive() throws InterruptedException { // B18
    BatchReader inner = Input.batch(counted(new Counting(35))).batchSize(10).start();
    try (BatchReader outer =
        Input.batch(Examples.from(inner)).batchSize(4).allowSmallerFinalBatch(true).start()) {
      List<List<Long>> batches = Inputs.drain(outer);
      assertEquals(8, batches.size());
      assertEquals(Inputs.range(0, 30), batches.stream().flatMap(List::stream).toList());
    }
    Inputs.assertNoThreadOf("batch"); // the inner reader was closed
  }

  @Test
  void aSmallerFinalBatchWithinArrives() throws InterruptedException { // B18
    BatchReader inner =
        Input.batch(counted(new Counting(35)))
            .batchSize(10)
            .allowSmallerFinalBatch(true)
            .in(pipeline);
    BatchReader outer =
        Input.shuffleBatch(Examples.from(inner)).workers(2).batchSize(5).in(pipeline);
    startRunners();
    assertEquals(Inputs.range(0, 35), Inputs.sorted(Inputs.drain(outer)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13, 40})
  void aStopAnywhereLeavesNothingOpen(int batches) throws InterruptedException {
    FifoQueue numbers = Producers.range(100).capacity(5).in(pipeline);
    BatchReader inner =
        Input.shuffleBatch(Examples.from(numbers)).workers(2).capacity(9).batchSize(3).in(pipeline);
    BatchReader outer =
        Input.batch(Examples.from(inner)).workers(2).capacity(7).batchSize(4).in(pipeline);
    startRunners();
    for (int i = 0; i < batches; i++) {
      assertTrue(outer.next());
    }
    stopRunners();
    while (outer.next()) {
      assertEquals(4, outer.batch().rows());
    }
    assertNull(outer.error());
    pipeline.close(); // would fail if a batch or a claim were open
  }

  @Test
  void anErrorWithinArrives() throws InterruptedException {
    IOException bad = new IOException("bad");
    Counting source =
        new Counting(10) {
          @Override
          public boolean next(long[] record) throws Exception {
            if (!super.next(record)) {
              throw bad;
            }
            return true;
          }
        };
    BatchReader inner = Input.batch(counted(source)).batchSize(5).in(pipeline);
    BatchReader outer = Input.batch(Examples.from(inner)).batchSize(10).in(pipeline);
    startRunners();
    assertTrue(outer.next());
    assertSame(bad, assertThrows(InputException.class, outer::next).getCause());
  }

  @Test
  void namesOfFilesAreReadByAnInput() throws InterruptedException { // the elements of a producer
    FifoQueue files = Producers.strings("a", "b", "c").numEpochs(2).shuffle(false).in(pipeline);
    BatchReader reader = Input.batch(Examples.from(files)).batchSize(6).in(pipeline);
    startRunners();
    Batch batch = reader.take();
    List<String> names = LongStream.range(0, 6).mapToObj(batch.component(0)::getString).toList();
    assertEquals(List.of("a", "b", "c", "a", "b", "c"), names);
    assertFalse(reader.next());
  }

  @Test
  void rowsOfStringsAreFilteredToo() throws InterruptedException { // B13
    ElementSpec element = ElementSpec.of(Tensors.NUMBER, TensorSpec.of(DType.STRING));
    Tensor numbers = Tensors.vector(0, 1, 2, 3);
    Tensor texts = Tensor.ofStrings(Arena.ofAuto(), Shape.of(4), "0", "1", "2", "3");
    KeepInput<Tensor[]> odd = KeepInput.rows((chunk, row) -> chunk[0].getLong(row) % 2 == 1);
    BatchReader reader =
        Input.maybeBatch(Examples.rows(new Once(2, numbers, texts), element), odd)
            .batchSize(4)
            .in(pipeline);
    startRunners();
    Batch batch = reader.take();
    List<String> kept = new ArrayList<>();
    for (int row = 0; row < 4; row++) {
      kept.add(batch.component(0).getLong(row) + batch.component(1).getString(row));
    }
    assertEquals(List.of("11", "33", "11", "33"), kept);
  }

  @Test
  void chunksOfOpenLengthArePadded() throws InterruptedException { // B4, B10
    ElementSpec element = ElementSpec.of(TensorSpec.of(DType.INT64, Shape.UNKNOWN));
    Tensor narrow = Tensors.of(DType.INT64, 2, 1);
    Tensor wide = Tensors.of(DType.INT64, 1, 3);
    BatchReader reader =
        Input.batchJoin(
                List.of(
                    Examples.rows(new Once(narrow), element),
                    Examples.rows(new Once(wide), element)))
            .dynamicPad(true)
            .batchSize(3)
            .in(pipeline);
    startRunners();
    assertEquals(Shape.of(3, 3), reader.take().component(0).shape());
  }
}
