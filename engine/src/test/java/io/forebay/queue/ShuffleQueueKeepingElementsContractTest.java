package io.forebay.queue;

/// Shuffle that keeps three elements back while it is open.
class ShuffleQueueKeepingElementsContractTest extends ShuffleQueueContractTest {
  @Override
  TensorQueue create(QueueConfig config) {
    return new ShuffleQueue(config, ShuffleConfig.of(stays()));
  }

  @Override
  int stays() {
    return 3;
  }
}
