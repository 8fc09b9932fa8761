package io.forebay.queue;

/// FIFO in the best memory there is: mirrored where native access is granted.
class FifoQueueContractTest extends TensorQueueContractTest {
  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config);
  }
}
