package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import org.junit.jupiter.api.Test;

/// Padding queues: what does not fit.
class PaddingRefusalCasesTest extends RefusalScenarios {
  @Override
  TensorQueue create(QueueConfig config) {
    return new PaddingFifoQueue(config);
  }

  @Test
  void tc110_anElementMustFitItsShapes() {
    anElementMustFitItsShapes();
  }

  @Test
  void tc111_stacksMustHaveTheSameLength() {
    stacksMustHaveTheSameLength();
  }

  @Test
  void tc113_aComponentOfAnotherDtypeIsRefused() {
    aComponentOfAnotherDtypeIsRefused();
  }

  @Test
  void tc115_anOpenDimensionIsAQuestionMarkInTheMessage() {
    TensorQueue q = queue(10, TensorSpec.of(DType.INT32, -1, 2), TensorSpec.of(DType.INT32, -1, 3));
    assertRefused(
        "component 1 has the wrong shape: expected [2,?,3] got [2,3,4]",
        () ->
            q.enqueueMany(
                Values.counted(DType.INT32, 2, 3, 2), Values.counted(DType.INT32, 2, 3, 4)));
    assertEquals(0, q.size());
  }
}
