package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.queue.Batch;
import io.forebay.queue.ElementWriter;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Elements of two components, a number and its square, for the tests of inputs.
final class Inputs {
  static final ElementSpec PAIR =
      ElementSpec.of(
          new TensorSpec(DType.INT64, Shape.scalar(), "value"),
          new TensorSpec(DType.INT64, Shape.of(3), "square"));

  static final ElementWriter<long[], RuntimeException> WRITER =
      (record, slot) -> {
        slot.component(0).setLong(0, record[0]);
        for (int i = 0; i < 3; i++) {
          slot.component(1).setLong(i, record[0] * record[0]);
        }
      };

  private Inputs() {}

  /// The numbers in the batch, once its components were found to belong together.
  static List<Long> values(Batch batch) {
    List<Long> values = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      long value = batch.component("value").getLong(row);
      for (int i = 0; i < 3; i++) {
        assertEquals(value * value, batch.component("square").getLong(3L * row + i));
      }
      values.add(value);
    }
    return values;
  }

  /// All batches to the end.
  static List<List<Long>> drain(BatchReader reader) throws InterruptedException {
    List<List<Long>> batches = new ArrayList<>();
    while (reader.next()) {
      batches.add(values(reader.batch()));
    }
    return batches;
  }

  static List<Long> sorted(List<List<Long>> batches) {
    return batches.stream().flatMap(List::stream).sorted().toList();
  }

  static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  /// No thread of the queue of that name is alive.
  static void assertNoThreadOf(String queue) {
    List<String> left =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("QueueRunnerThread-" + queue + "-"))
            .toList();
    assertTrue(left.isEmpty(), left.toString());
  }
}
