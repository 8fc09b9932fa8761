package io.forebay.queue;

/// How many rows a dequeue of n is content with.
enum Mode {
  /// n, always.
  EXACTLY("dequeueMany"),
  /// n while the queue is open, what is left after a close.
  UP_TO("dequeueUpTo"),
  /// n, or what is there when the first row has waited long enough.
  AVAILABLE("dequeueAvailable");

  private final String operation;

  Mode(String operation) {
    this.operation = operation;
  }

  String operation() {
    return operation;
  }
}
