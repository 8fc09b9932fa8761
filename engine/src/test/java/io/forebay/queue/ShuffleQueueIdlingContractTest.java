package io.forebay.queue;

import io.forebay.wait.Waiting;
import org.agrona.concurrent.YieldingIdleStrategy;

/// Shuffle whose threads wait by an idle strategy.
class ShuffleQueueIdlingContractTest extends ShuffleQueueContractTest {
  @Override
  TensorQueue create(QueueConfig config) {
    return super.create(config.withWaiting(Waiting.idling(() -> YieldingIdleStrategy.INSTANCE)));
  }
}
