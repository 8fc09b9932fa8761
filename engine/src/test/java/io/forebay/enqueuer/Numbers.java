package io.forebay.enqueuer;

import java.util.concurrent.atomic.AtomicInteger;

/// A sequence of numbers: item i is i times a factor, which every end of an epoch multiplies by 5.
class Numbers implements Sequence<Integer> {
  final AtomicInteger started = new AtomicInteger();
  final AtomicInteger epochs = new AtomicInteger();
  private final int length;
  private volatile int factor = 1;

  Numbers(int length) {
    this.length = length;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public Integer get(int index) throws Exception {
    started.incrementAndGet();
    return index * factor;
  }

  @Override
  public void onEpochEnd() throws Exception {
    factor *= 5;
    epochs.incrementAndGet();
  }
}
