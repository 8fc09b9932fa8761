package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.Batch;
import io.forebay.queue.TensorQueue;
import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Every dtype goes through.
abstract class DTypeScenarios extends CaseFixture {
  private static final Shape STACKED = Shape.of(32, 4, 128);

  /// EM of 32 elements that have a component of each dtype, DM(32).
  void everyDTypeComesBackIdentical(Shape element) throws Exception {
    DType[] dtypes = DType.values();
    TensorQueue q =
        queue(
            32,
            Arrays.stream(dtypes)
                .map(dtype -> new TensorSpec(dtype, element, ""))
                .toArray(TensorSpec[]::new));
    Tensor[] stacked =
        IntStream.range(0, dtypes.length)
            .mapToObj(c -> dtypes[c] == DType.STRING ? strings() : filled(c, dtypes[c]))
            .toArray(Tensor[]::new);
    q.enqueueMany(stacked);
    try (Batch batch = q.newBatch(32)) {
      q.dequeueMany(batch);
      for (int c = 0; c < dtypes.length; c++) {
        assertIdentical(c, stacked[c], batch.component(c));
      }
    }
  }

  private static Tensor filled(int component, DType dtype) {
    Tensor tensor = Tensors.of(dtype, STACKED.toArray());
    Tensors.fill(tensor, component, 0);
    return tensor;
  }

  private static Tensor strings() {
    String[] texts =
        IntStream.range(0, 32 * 4 * 128)
            .mapToObj(i -> "x".repeat(i % 40) + i)
            .toArray(String[]::new);
    return Values.texts(STACKED, texts);
  }

  private static void assertIdentical(int component, Tensor expected, Tensor actual) {
    assertEquals(expected.dtype(), actual.dtype());
    assertEquals(STACKED, actual.shape());
    if (expected.dtype() != DType.STRING) {
      assertEquals(-1, Tensors.mismatch(actual, component, 0), () -> "first byte of " + actual);
      return;
    }
    for (long i = 0; i < expected.elementCount(); i++) {
      assertEquals(expected.getString(i), actual.getString(i));
    }
  }
}
