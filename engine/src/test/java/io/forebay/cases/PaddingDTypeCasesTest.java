package io.forebay.cases;

import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.Shape;
import org.junit.jupiter.api.Test;

/// Padding queues: every dtype goes through.
class PaddingDTypeCasesTest extends DTypeScenarios {
  @Override
  TensorQueue create(QueueConfig config) {
    return new PaddingFifoQueue(config);
  }

  @Test
  void tc149_everyDTypeComesBackIdentical() throws Exception {
    everyDTypeComesBackIdentical(Shape.of(4, -1));
  }
}
