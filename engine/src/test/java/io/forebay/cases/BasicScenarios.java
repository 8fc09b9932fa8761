package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/// One by one in, one by one out.
abstract class BasicScenarios extends CaseFixture {
  private static final TensorSpec TABLE = TensorSpec.of(DType.INT32, 3, 2);

  /// E, size 1.
  void anElementGoesIn() throws Exception {
    TensorQueue q = queue(10);
    assertEquals(0, q.size());
    Ops.enqueue(q, 10);
    assertEquals(1, q.size());
  }

  /// A 3x2 value goes in, a 2x3 value is refused.
  void anElementOfAnotherShapeIsRefused() throws Exception {
    TensorQueue q = queue(10, TABLE);
    q.enqueue(Values.tensor(DType.INT32, Shape.of(3, 2), 1, 2, 3, 4, 5, 6));
    var wrong = Values.tensor(DType.INT32, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    assertRefused(
        "component 0 has the wrong shape: expected [3,2] got [2,3]", () -> q.enqueue(wrong));
    assertEquals(1, q.size());
  }

  /// E 10, 20, 30, D three times.
  void elementsComeOut(DType dtype) throws Exception {
    TensorQueue q = queue(10, TensorSpec.of(dtype));
    Ops.enqueue(q, 10, 20, 30);
    assertCameOut(Values.list(10, 20, 30), Ops.dequeueTimes(q, 3));
    assertEquals(0, q.size());
  }

  /// Pairs (5, 10), (10, 20), (15, 30).
  void pairsComeOut() throws Exception {
    TensorQueue q = queue(10, INT, FLOAT);
    List<List<List<Double>>> pairs = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      q.enqueue(Values.scalar(DType.INT32, 5 * i), Values.scalar(DType.FLOAT32, 10 * i));
      pairs.add(List.of(Values.list(5 * i), Values.list(10 * i)));
    }
    List<List<List<Double>>> cameOut = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      cameOut.add(Ops.dequeueElement(q));
    }
    assertCameOut(pairs, cameOut);
  }

  void aNewQueueIsEmpty() {
    assertEquals(0, queue(10).size());
  }

  /// Size 0, E, 1, D, 0.
  void sizeFollowsElements() throws Exception {
    TensorQueue q = queue(10);
    assertEquals(0, q.size());
    Ops.enqueue(q, 10);
    assertEquals(1, q.size());
    assertEquals(10, Ops.dequeue(q));
    assertEquals(0, q.size());
  }
}
