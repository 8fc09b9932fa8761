package io.forebay.lincheck;

/// Two producers and a consumer at a shuffle queue: the sampler reads READY while it is pushed to.
public final class ShuffleWorld extends QueueWorld {
  /// Any number of runs.
  public ShuffleWorld() {}

  @Override
  void play() {
    queue = shuffle(2, 1);
    Producer one = new Producer(1, 2);
    Producer two = new Producer(2, 1);
    Consumer consumer = new Consumer(2, 1);
    together(one, two, consumer);
    require(consumer.read == 2 && queue.size() == 1, "rows are lost");
  }
}
