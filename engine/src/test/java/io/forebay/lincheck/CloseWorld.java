package io.forebay.lincheck;

/// A plain close against a producer and a consumer, who both may wait: all three end, and what was
/// enqueued comes out.
public final class CloseWorld extends QueueWorld {
  /// Any number of runs.
  public CloseWorld() {}

  @Override
  void play() {
    queue = fifo(1);
    Producer producer = new Producer(1, 2);
    Consumer consumer = new Consumer(3, 1);
    together(producer, consumer, new Closer(false));
    require(consumer.read == producer.sent, "rows are lost");
    require(queue.isClosed() && queue.size() == 0, "the queue is not at its end");
  }
}
