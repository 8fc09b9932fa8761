package io.forebay.cases;

import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import org.junit.jupiter.api.Test;

/// Padding queues: one by one in, one by one out.
class PaddingBasicCasesTest extends BasicScenarios {
  @Override
  TensorQueue create(QueueConfig config) {
    return new PaddingFifoQueue(config);
  }

  @Test
  void tc084_anElementGoesIn() throws Exception {
    anElementGoesIn();
  }

  @Test
  void tc085_anElementOfAnotherShapeIsRefused() throws Exception {
    anElementOfAnotherShapeIsRefused();
  }

  @Test
  void tc089_elementsLeaveInTheOrderTheyCameIn() throws Exception {
    elementsComeOut(DType.FLOAT32);
  }

  @Test
  void tc091_pairsLeaveInTheOrderTheyCameIn() throws Exception {
    pairsComeOut();
  }

  @Test
  void tc092_aNewQueueIsEmpty() throws Exception {
    aNewQueueIsEmpty();
  }

  @Test
  void tc093_sizeFollowsElements() throws Exception {
    sizeFollowsElements();
  }
}
