package io.forebay.soak;

import io.forebay.queue.FifoQueue;
import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.PriorityQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;

/// The kinds of queues.
enum Kind {
  FIFO(true, false),
  FIFO_OF_ONE_PRODUCER(true, false),
  FIFO_POOLED(true, true),
  SHUFFLE(false, false),
  SHUFFLE_POOLED(false, true),
  PADDING(true, true),
  PRIORITY(false, true);

  private final boolean ordered;
  private final boolean pooled;

  Kind(boolean ordered, boolean pooled) {
    this.ordered = ordered;
    this.pooled = pooled;
  }

  /// True if each producer's elements leave in its order.
  boolean isOrdered() {
    return ordered;
  }

  /// True if elements lie in pooled memory, so that there may be no bound, and elements may be
  /// lent.
  boolean isPooled() {
    return pooled;
  }

  /// True if a priority stands in front of every element.
  boolean hasPriority() {
    return this == PRIORITY;
  }

  /// True if elements differ in size: they are neither written in place nor copied out.
  boolean varies() {
    return this == PADDING;
  }

  boolean isShuffle() {
    return this == SHUFFLE || this == SHUFFLE_POOLED;
  }

  /// A queue of this kind.
  TensorQueue queue(QueueConfig config, ShuffleConfig shuffle) {
    QueueConfig whole = pooled ? config.withPooledStorage() : config;
    return switch (this) {
      case FIFO, FIFO_POOLED -> new FifoQueue(whole);
      case FIFO_OF_ONE_PRODUCER -> new FifoQueue(whole.withSingleProducer());
      case SHUFFLE, SHUFFLE_POOLED -> new ShuffleQueue(whole, shuffle);
      case PADDING -> new PaddingFifoQueue(whole);
      case PRIORITY -> new PriorityQueue(whole);
    };
  }
}
