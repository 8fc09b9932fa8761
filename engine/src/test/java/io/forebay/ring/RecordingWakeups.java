package io.forebay.ring;

/// Counts whom it was told to wake.
final class RecordingWakeups implements Wakeups {
  int producers;
  int consumers;
  int closers;

  @Override
  public void wakeProducer() {
    producers++;
  }

  @Override
  public void wakeConsumer() {
    consumers++;
  }

  @Override
  public void wakeCloser() {
    closers++;
  }

  /// Producers, consumers and closers woken since the last call.
  String sinceLast() {
    String text = producers + " " + consumers + " " + closers;
    producers = 0;
    consumers = 0;
    closers = 0;
    return text;
  }
}
