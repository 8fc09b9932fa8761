package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.Batch;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// FIFO queues: components by name.
class FifoNameCasesTest extends CaseFixture {
  private static final Tensor TEN = Values.scalar(DType.FLOAT32, 10);
  private static final Tensor TENS = Values.vector(DType.FLOAT32, 40, 50);

  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config);
  }

  @Test
  void tc011_aQueueWithoutNamesTakesNoMap() {
    TensorQueue q = queue(10);
    assertRefused("names", () -> q.enqueue(Map.of("a", TEN)));
    assertRefused("names", () -> q.enqueueMany(Map.of("a", TENS)));
    assertEquals(0, q.size());
  }

  @Test
  void tc041_theKeysOfAMapAreTheNames() throws Exception {
    TensorQueue q = queue(10, TensorSpec.named("f", DType.FLOAT32));
    assertRefused("expected: a map", () -> q.enqueue(TEN));
    assertRefused("expected: a map", () -> q.enqueueMany(TENS));
    List<Map<String, Tensor>> wrong =
        List.of(Map.of(), Map.of("x", TEN), Map.of("f", TEN, "s", TEN));
    for (Map<String, Tensor> element : wrong) {
      assertRefused("do not match", () -> q.enqueue(element));
      assertRefused("do not match", () -> q.enqueueMany(element));
    }
    assertEquals(0, q.size());
    for (double value : Values.tens(3)) {
      q.enqueue(Map.of("f", Values.scalar(DType.FLOAT32, value)));
    }
    q.enqueueMany(Map.of("f", TENS));
    try (Batch one = q.newBatch(1)) {
      q.dequeue(one);
      assertEquals(Values.list(10), Values.list(one.asMap().get("f")));
    }
    assertEquals(Values.list(20, 30), namedBatch(q));
    assertEquals(Values.list(40, 50), namedBatch(q));
  }

  private static List<Double> namedBatch(TensorQueue q) throws InterruptedException {
    try (Batch two = q.newBatch(2)) {
      q.dequeueMany(two);
      return Values.list(two.asMap().get("f"));
    }
  }
}
