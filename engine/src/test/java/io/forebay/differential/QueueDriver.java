package io.forebay.differential;

/// Starts operations on a real queue, each as a caller of its own.
interface QueueDriver extends AutoCloseable {
  /// Starts the operation; returns when it has ended, or when it has taken its place in the queue's
  /// line. Whether it waits is the caller's prediction: `expectBlocked` false means that it must
  /// end without others' help.
  Attempt start(Op op, boolean expectBlocked);

  /// Ends everything that still waits and returns the queue's memory.
  @Override
  void close();

  /// An operation that was started.
  interface Attempt {
    /// True if it has ended.
    boolean isDone();

    /// How it ended; waits for that, and fails if it takes absurdly long.
    Outcome outcome();
  }
}
