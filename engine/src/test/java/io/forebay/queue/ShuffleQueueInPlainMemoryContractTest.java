package io.forebay.queue;

import io.forebay.tensor.memory.MemoryPolicy;

/// Shuffle in plain memory.
class ShuffleQueueInPlainMemoryContractTest extends ShuffleQueueContractTest {
  @Override
  TensorQueue create(QueueConfig config) {
    return super.create(config.withMemory(MemoryPolicy.PLAIN));
  }
}
