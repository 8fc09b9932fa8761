package io.forebay.lincheck;

/// A consumer asks for more rows than a FIFO queue holds: they must move aside for the producers.
public final class BatchWorld extends QueueWorld {
  /// Any number of runs.
  public BatchWorld() {}

  @Override
  void play() {
    queue = fifo(2);
    Producer one = new Producer(1, 2);
    Producer two = new Producer(2, 2);
    Consumer consumer = new Consumer(1, 4);
    together(one, two, consumer);
    require(consumer.read == 4 && queue.size() == 0, "rows are lost");
  }
}
