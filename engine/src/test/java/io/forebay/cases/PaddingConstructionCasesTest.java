package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.QueueContainer;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Padding queues: what they are made from can be read, and shapes must be given.
class PaddingConstructionCasesTest extends CaseFixture {
  @Override
  TensorQueue create(QueueConfig config) {
    return new PaddingFifoQueue(config);
  }

  @Test
  void tc081_anOpenLengthIsAsGiven() {
    TensorQueue q = queue(10, TensorSpec.of(DType.FLOAT32, -1));
    assertEquals(10, q.capacity());
    assertEquals(List.of(DType.FLOAT32), q.dtypes());
    assertEquals(List.of(Shape.of(-1)), q.shapes());
  }

  @Test
  void tc082_twoScalarsAndASharedNameAreAsGiven() {
    QueueConfig config = QueueConfig.of(5, INT, FLOAT);
    TensorQueue q = freedLater(new QueueContainer("").paddingFifoQueue("foo", config));
    assertEquals(5, q.capacity());
    assertEquals(List.of(DType.INT32, DType.FLOAT32), q.dtypes());
    assertEquals(List.of(Shape.scalar(), Shape.scalar()), q.shapes());
    assertEquals("foo", q.sharedName());
  }

  @Test
  void tc083_fixedShapesAreAsGiven() {
    TensorQueue q =
        queue(5, TensorSpec.of(DType.INT32, 1, 1, 2, 3), TensorSpec.of(DType.FLOAT32, 5, 8));
    assertEquals(List.of(Shape.of(1, 1, 2, 3), Shape.of(5, 8)), q.shapes());
  }

  @Test
  void tc099_shapesMustBeGiven() {
    assertRefused("shape", () -> queue(10, undeclared("", DType.FLOAT32)));
  }
}
