package io.forebay.queue;

import io.forebay.wait.Waiting;
import org.agrona.concurrent.BackoffIdleStrategy;

/// FIFO whose threads wait by an idle strategy: nobody is ever woken.
class FifoQueueIdlingContractTest extends TensorQueueContractTest {
  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config.withWaiting(Waiting.idling(BackoffIdleStrategy::new)));
  }
}
