package io.forebay.queue;

/// FIFO in pooled storage.
class PooledFifoQueueContractTest extends TensorQueueContractTest {
  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config.withPooledStorage());
  }

  @Override
  boolean isRing() {
    return false;
  }
}
