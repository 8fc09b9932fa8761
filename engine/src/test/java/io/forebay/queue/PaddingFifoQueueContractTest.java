package io.forebay.queue;

/// A padding queue whose shapes are all known is a FIFO queue.
class PaddingFifoQueueContractTest extends TensorQueueContractTest {
  @Override
  TensorQueue create(QueueConfig config) {
    return new PaddingFifoQueue(config);
  }

  @Override
  boolean isRing() {
    return false;
  }
}
