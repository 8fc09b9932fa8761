package io.forebay.lincheck;

/// A plain close against a producer and a consumer of a shuffle queue: all three end, and what was
/// enqueued comes out, also what stayed behind.
public final class ShuffleCloseWorld extends QueueWorld {
  /// Any number of runs.
  public ShuffleCloseWorld() {}

  @Override
  void play() {
    queue = shuffle(2, 1);
    Producer producer = new Producer(1, 3);
    Consumer consumer = new Consumer(4, 1);
    together(producer, consumer, new Closer(false));
    require(consumer.read == producer.sent, "rows are lost");
    require(queue.isClosed() && queue.size() == 0, "the queue is not at its end");
  }
}
