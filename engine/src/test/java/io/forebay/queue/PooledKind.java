package io.forebay.queue;

import io.forebay.tensor.Tensor;

/// The four kinds of queues, each in pooled storage. Tests list the components without the priority
/// that a priority queue has in front.
enum PooledKind {
  /// First in, first out.
  FIFO {
    @Override
    TensorQueue create(QueueConfig config) {
      return new FifoQueue(config.withPooledStorage());
    }
  },
  /// First in, first out, and padded.
  PADDING {
    @Override
    TensorQueue create(QueueConfig config) {
      return new PaddingFifoQueue(config);
    }
  },
  /// Drawn at random.
  SHUFFLE {
    @Override
    TensorQueue create(QueueConfig config) {
      return new ShuffleQueue(config.withPooledStorage(), ShuffleConfig.of(0));
    }
  },
  /// Smallest first.
  PRIORITY {
    @Override
    TensorQueue create(QueueConfig config) {
      return new PriorityQueue(config);
    }
  };

  abstract TensorQueue create(QueueConfig config);

  /// True if elements leave in the order in which they came.
  boolean isOrdered() {
    return this == FIFO || this == PADDING;
  }

  /// Where the components that the test lists begin.
  int first() {
    return this == PRIORITY ? 1 : 0;
  }

  /// An element, or stacked ones: the priority in front where there is one.
  Tensor[] with(Tensor priority, Tensor... components) {
    Tensor[] all = new Tensor[first() + components.length];
    System.arraycopy(components, 0, all, first(), components.length);
    if (first() > 0) {
      all[0] = priority;
    }
    return all;
  }
}
