package io.forebay.lincheck;

/// Two producers and a consumer at a FIFO queue for one row: everybody has to wait.
public final class FifoWorld extends QueueWorld {
  /// Any number of runs.
  public FifoWorld() {}

  @Override
  void play() {
    queue = fifo(1);
    Producer one = new Producer(1, 2);
    Producer two = new Producer(2, 1);
    Consumer consumer = new Consumer(3, 1);
    together(one, two, consumer);
    require(consumer.read == 3 && queue.size() == 0, "rows are lost");
  }
}
