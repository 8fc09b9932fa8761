package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import org.junit.jupiter.api.Test;

/// FIFO queues: what does not fit.
class FifoRefusalCasesTest extends RefusalScenarios {
  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config);
  }

  @Test
  void tc028_anElementMustFitItsShapes() {
    anElementMustFitItsShapes();
  }

  @Test
  void tc030_aComponentOfAnotherDtypeIsRefused() {
    aComponentOfAnotherDtypeIsRefused();
  }

  @Test
  void tc043_stacksMustHaveTheSameLength() {
    stacksMustHaveTheSameLength();
  }

  @Test
  void tc044_theMessageNamesTheComponentAndBothShapes() {
    TensorQueue q = queue(10, TensorSpec.of(DType.INT32, 2, 2), TensorSpec.of(DType.INT32, 3, 3));
    assertRefused(
        "component 1 has the wrong shape: expected [3,3] got [3,4]",
        () -> q.enqueue(Values.counted(DType.INT32, 2, 2), Values.counted(DType.INT32, 3, 4)));
    assertEquals(0, q.size());
  }
}
