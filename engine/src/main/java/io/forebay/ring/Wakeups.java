package io.forebay.ring;

/// Whom a ring tells that somebody may go on. Called after a full fence, and only when a word says
/// that somebody waits.
public interface Wakeups {
  /// Wakes the head of the producers' line.
  void wakeProducer();

  /// Wakes the head of the consumers' line.
  void wakeConsumer();

  /// Wakes the plain close that waits for claims in flight.
  void wakeCloser();
}
