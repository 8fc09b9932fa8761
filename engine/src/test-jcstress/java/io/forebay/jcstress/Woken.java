package io.forebay.jcstress;

import io.forebay.ring.Wakeups;

/// Remembers that the consumer was to be woken; looked at by the thread that woke it.
final class Woken implements Wakeups {
  boolean consumer;

  Woken() {}

  @Override
  public void wakeProducer() {}

  @Override
  public void wakeConsumer() {
    consumer = true;
  }

  @Override
  public void wakeCloser() {}
}
