package io.forebay.queue;

import io.forebay.tensor.memory.MemoryPolicy;

/// FIFO in plain memory: a batch that crosses the end is a copy.
class FifoQueueInPlainMemoryContractTest extends TensorQueueContractTest {
  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config.withMemory(MemoryPolicy.PLAIN));
  }
}
