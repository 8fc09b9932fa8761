package io.forebay.error;

/// TensorFlow's error codes. Queues and sessions fail with six of them; the others can be named in
/// a queue runner's definition.
public enum Code {
  /// No failure.
  OK(0),
  /// The operation was cancelled, or the queue is closed to enqueues.
  CANCELLED(1),
  /// Of a kind that has no code.
  UNKNOWN(2),
  /// An argument is wrong.
  INVALID_ARGUMENT(3),
  /// A session's time ran out.
  DEADLINE_EXCEEDED(4),
  /// Something that was asked for by name is not there.
  NOT_FOUND(5),
  /// Something is there already.
  ALREADY_EXISTS(6),
  /// The caller must not do this.
  PERMISSION_DENIED(7),
  /// There is no memory, or no room, for it.
  RESOURCE_EXHAUSTED(8),
  /// Something is not in the state that the operation needs.
  FAILED_PRECONDITION(9),
  /// The worker was preempted; a monitored session recovers.
  ABORTED(10),
  /// The queue is closed and has too few elements left, or an epoch limit is reached.
  OUT_OF_RANGE(11),
  /// There is no such operation.
  UNIMPLEMENTED(12),
  /// An invariant is broken.
  INTERNAL(13),
  /// A service is unavailable; a monitored session recovers.
  UNAVAILABLE(14),
  /// Data is lost for good.
  DATA_LOSS(15),
  /// The caller is not known.
  UNAUTHENTICATED(16);

  private static final Code[] BY_NUMBER = values();

  private final int number;

  Code(int number) {
    this.number = number;
  }

  /// TensorFlow's number of the code.
  public int number() {
    return number;
  }

  /// The code with that number.
  ///
  /// @throws InvalidArgumentException if there is none
  public static Code of(int number) {
    if (number < 0 || number >= BY_NUMBER.length) {
      throw new InvalidArgumentException(
          "error code: " + number + " (expected: 0 to " + (BY_NUMBER.length - 1) + ")");
    }
    return BY_NUMBER[number];
  }
}
