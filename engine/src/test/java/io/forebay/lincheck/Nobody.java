package io.forebay.lincheck;

import io.forebay.ring.Wakeups;

/// Nobody waits.
final class Nobody implements Wakeups {
  Nobody() {}

  @Override
  public void wakeProducer() {}

  @Override
  public void wakeConsumer() {}

  @Override
  public void wakeCloser() {}
}
