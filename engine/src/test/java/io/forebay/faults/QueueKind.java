package io.forebay.faults;

import io.forebay.queue.Batch;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.PriorityQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import io.forebay.queue.Tensors;
import io.forebay.tensor.Element;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;

/// Every kind of queue, of numbers; a number is its own priority.
enum QueueKind {
  /// First in, first out, in slots.
  FIFO,
  /// The same, with the promise of one producer at a time.
  FIFO_ONE_PRODUCER,
  /// First in, first out, in pooled memory.
  FIFO_POOLED,
  /// Drawn at random, in slots.
  SHUFFLE,
  /// Drawn at random, in pooled memory.
  SHUFFLE_POOLED,
  /// First in, first out, padded.
  PADDING,
  /// Smallest first.
  PRIORITY;

  /// A queue of numbers with that capacity.
  TensorQueue create(int capacity) {
    return create(QueueConfig.of(capacity, Tensors.NUMBER));
  }

  TensorQueue create(QueueConfig config) {
    return switch (this) {
      case FIFO -> new FifoQueue(config);
      case FIFO_ONE_PRODUCER -> new FifoQueue(config.withSingleProducer());
      case FIFO_POOLED -> new FifoQueue(config.withPooledStorage());
      case SHUFFLE -> new ShuffleQueue(config, ShuffleConfig.of(0));
      case SHUFFLE_POOLED -> new ShuffleQueue(config.withPooledStorage(), ShuffleConfig.of(0));
      case PADDING -> new PaddingFifoQueue(config);
      case PRIORITY -> new PriorityQueue(config);
    };
  }

  /// True if elements leave in the order of their claims, so that a writer delays what is behind
  /// it.
  boolean isOrdered() {
    return this != SHUFFLE && this != SHUFFLE_POOLED && this != PRIORITY;
  }

  /// True if memory is taken as elements come in.
  boolean isPooled() {
    return this != FIFO && this != FIFO_ONE_PRODUCER && this != SHUFFLE;
  }

  /// The largest claim, up to `wanted` rows: a priority queue gives one row at a time.
  int claimable(int wanted) {
    return this == PRIORITY ? 1 : wanted;
  }

  /// Which component the number is.
  int component() {
    return this == PRIORITY ? 1 : 0;
  }

  /// Writes a number in place.
  void write(Element slot, long number) {
    for (int c = 0; c < slot.size(); c++) {
      slot.component(c).setLong(0, number);
    }
  }

  /// The element, to be copied in.
  Tensor[] element(long number) {
    return tensors(Tensors.scalar(number));
  }

  /// Stacked elements, to be copied in.
  Tensor[] stacked(long... numbers) {
    return tensors(Tensors.vector(numbers));
  }

  private Tensor[] tensors(Tensor tensor) {
    return this == PRIORITY ? new Tensor[] {tensor, tensor} : new Tensor[] {tensor};
  }

  /// Puts a number in, if there is room at once.
  boolean offer(TensorQueue queue, long number) throws InterruptedException {
    return queue.enqueue(Wait.NOT_AT_ALL, element(number));
  }

  /// The numbers in a batch.
  long[] numbers(Batch batch) {
    return Tensors.values(batch.component(component()));
  }
}
