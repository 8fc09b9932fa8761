package io.forebay.queue;

/// Shuffle in the best memory there is; nothing stays behind.
class ShuffleQueueContractTest extends TensorQueueContractTest {
  @Override
  TensorQueue create(QueueConfig config) {
    return new ShuffleQueue(config, ShuffleConfig.of(0));
  }

  @Override
  boolean isOrdered() {
    return false;
  }

  @Override
  boolean isRing() {
    return false;
  }
}
