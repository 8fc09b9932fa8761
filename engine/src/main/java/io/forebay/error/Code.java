package io.forebay.error;

/// TensorFlow's error codes, as far as queues and sessions use them.
public enum Code {
  /// The operation was cancelled, or the queue is closed to enqueues.
  CANCELLED(1),
  /// An argument is wrong.
  INVALID_ARGUMENT(3),
  /// A session's time ran out.
  DEADLINE_EXCEEDED(4),
  /// The worker was preempted; a monitored session recovers.
  ABORTED(10),
  /// The queue is closed and has too few elements left, or an epoch limit is reached.
  OUT_OF_RANGE(11),
  /// A service is unavailable; a monitored session recovers.
  UNAVAILABLE(14);

  private final int number;

  Code(int number) {
    this.number = number;
  }

  /// TensorFlow's number of the code.
  public int number() {
    return number;
  }
}
