package io.forebay.differential;

/// Starts operations on a real queue, each as a caller of its own.
interface QueueDriver extends AutoCloseable {
  /// Starts the operation; returns when it has ended, or when it has taken its place in the queue's
  /// line. Whether it waits is the model's prediction: `expectBlocked` false means that it must end
  /// without others' help.
  Attempt start(Op op, boolean expectBlocked);

  /// False if it needs no prediction: it is always told that nothing waits.
  default boolean needsPrediction() {
    return true;
  }

  /// What the queue tells now, when all that was started has ended or waits.
  default State state() {
    return State.UNKNOWN;
  }

  /// Ends everything that still waits and returns the queue's memory.
  @Override
  void close();

  /// What a queue tells; a number that is not known is -1.
  ///
  /// @param size elements stored
  /// @param closed 1 or 0
  /// @param waitingProducers length of the enqueue line
  /// @param waitingConsumers length of the dequeue line
  record State(long size, int closed, int waitingProducers, int waitingConsumers) {
    static final State UNKNOWN = new State(-1, -1, -1, -1);
  }

  /// An operation that was started.
  interface Attempt {
    /// True if it has ended.
    boolean isDone();

    /// How it ended; waits for that, and fails if it takes absurdly long.
    Outcome outcome();
  }

  /// Makes a driver for a queue of that setting.
  @FunctionalInterface
  interface Factory {
    QueueDriver create(Script script);
  }
}
