package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.QueueContainer;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/// FIFO queues: what they are made from can be read.
class FifoConstructionCasesTest extends CaseFixture {
  private static final Shape FOUR = Shape.of(1, 1, 2, 3);
  private static final Shape TWO = Shape.of(5, 8);

  private final QueueContainer container = new QueueContainer("test");

  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config);
  }

  private TensorQueue shared(int capacity, TensorSpec... components) {
    return freedLater(container.fifoQueue("foo", QueueConfig.of(capacity, components)));
  }

  @Test
  void tc001_typeAndCapacityAreAsGivenAndNothingIsShared() {
    TensorQueue q = queue(10, undeclared("", DType.FLOAT32));
    assertEquals(10, q.capacity());
    assertEquals(List.of(DType.FLOAT32), q.dtypes());
    assertEquals(List.of(Shape.unknownRank()), q.shapes());
    assertEquals("", q.container());
    assertEquals("", q.sharedName());
  }

  @Test
  void tc002_aSharedNameIsAsGiven() {
    TensorQueue q = shared(5, undeclared("", DType.INT32), undeclared("", DType.FLOAT32));
    assertEquals(5, q.capacity());
    assertEquals(List.of(DType.INT32, DType.FLOAT32), q.dtypes());
    assertEquals("foo", q.sharedName());
  }

  @Test
  void tc003_shapesAreAsGiven() {
    TensorQueue q =
        shared(5, new TensorSpec(DType.INT32, FOUR, ""), new TensorSpec(DType.FLOAT32, TWO, ""));
    assertEquals(List.of(FOUR, TWO), q.shapes());
    assertEquals(List.of(), q.names());
  }

  @Test
  void tc076_namesAreAsGiven() {
    TensorQueue q = shared(5, undeclared("i", DType.INT32), undeclared("j", DType.FLOAT32));
    assertEquals(List.of("i", "j"), q.names());
    assertEquals(List.of(DType.INT32, DType.FLOAT32), q.dtypes());
  }

  @Test
  void tc077_namesAndShapesAreAsGiven() {
    TensorQueue q =
        shared(5, new TensorSpec(DType.INT32, FOUR, "i"), new TensorSpec(DType.FLOAT32, TWO, "f"));
    assertEquals(List.of("i", "f"), q.names());
    assertEquals(List.of(FOUR, TWO), q.shapes());
  }

  @Test
  void tc080_theContainerIsAsGiven() {
    assertEquals("test", shared(10, FLOAT).container());
  }
}
