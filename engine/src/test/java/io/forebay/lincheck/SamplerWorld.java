package io.forebay.lincheck;

/// A producer and a consumer at a shuffle queue for one row: the sampler takes note of a row while
/// it is pushed, and its slot is written again only after it was gathered.
public final class SamplerWorld extends QueueWorld {
  /// Any number of runs.
  public SamplerWorld() {}

  @Override
  void play() {
    queue = shuffle(1, 0);
    Producer producer = new Producer(1, 2);
    Consumer consumer = new Consumer(2, 1);
    together(consumer, producer);
    require(consumer.read == 2 && queue.size() == 0, "rows are lost");
  }
}
