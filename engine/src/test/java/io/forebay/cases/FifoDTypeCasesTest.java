package io.forebay.cases;

import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.Shape;
import org.junit.jupiter.api.Test;

/// FIFO queues: every dtype goes through.
class FifoDTypeCasesTest extends DTypeScenarios {
  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config);
  }

  @Test
  void tc040_everyDTypeComesBackIdentical() throws Exception {
    everyDTypeComesBackIdentical(Shape.of(4, 128));
  }
}
