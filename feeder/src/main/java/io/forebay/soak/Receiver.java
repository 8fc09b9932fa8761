package io.forebay.soak;

/// Who is told of each element that came out and was whole.
@FunctionalInterface
public interface Receiver {
  /// That element of that producer came out. Called by many threads.
  void receive(int producer, long sequence);
}
