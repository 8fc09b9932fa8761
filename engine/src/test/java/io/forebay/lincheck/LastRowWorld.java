package io.forebay.lincheck;

/// Two consumers wait at a FIFO queue, and a producer enqueues a row for each.
public final class LastRowWorld extends QueueWorld {
  /// Any number of runs.
  public LastRowWorld() {}

  @Override
  void play() {
    queue = fifo(1);
    Producer producer = new Producer(1, 2);
    Consumer one = new Consumer(1, 1);
    Consumer two = new Consumer(1, 1);
    together(one, two, producer);
    require(queue.size() == 0, "rows are lost");
  }
}
