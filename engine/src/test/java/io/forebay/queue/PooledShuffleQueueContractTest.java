package io.forebay.queue;

/// Shuffle in pooled storage; some elements stay behind.
class PooledShuffleQueueContractTest extends TensorQueueContractTest {
  @Override
  TensorQueue create(QueueConfig config) {
    return new ShuffleQueue(config.withPooledStorage(), ShuffleConfig.of(stays()));
  }

  @Override
  boolean isOrdered() {
    return false;
  }

  @Override
  int stays() {
    return 3;
  }

  @Override
  boolean isRing() {
    return false;
  }
}
