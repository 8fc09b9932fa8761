package io.forebay.lincheck;

/// A cancelling close against a producer and a consumer, who both may wait: all three end, and what
/// was enqueued comes out or is still there.
public final class CancelWorld extends QueueWorld {
  /// Any number of runs.
  public CancelWorld() {}

  @Override
  void play() {
    queue = fifo(1);
    Producer producer = new Producer(1, 3);
    Consumer consumer = new Consumer(1, 1);
    together(producer, consumer, new Closer(true));
    require(consumer.read + queue.size() == producer.sent, "rows are lost");
    require(queue.isClosed(), "the queue is open");
  }
}
