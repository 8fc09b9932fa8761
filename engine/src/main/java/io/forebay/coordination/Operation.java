package io.forebay.coordination;

import io.forebay.queue.TensorQueue;
import io.forebay.wait.Cancellation;
import java.util.Objects;

/// Something with a name that can be run again and again: enqueue one element, say.
///
/// A [QueueRunner] may run one operation on several threads at once, if it was given more than
/// once.
public interface Operation {
  /// The name in thread names and messages.
  String name();

  /// Runs it once. `OutOfRangeException` says that there is nothing left to do.
  ///
  /// @param cancellation ends its waits: give it to every call that may wait
  void run(Cancellation cancellation) throws Exception;

  /// What an operation does.
  @FunctionalInterface
  interface Body {
    /// See [Operation#run].
    void run(Cancellation cancellation) throws Exception;
  }

  /// The operation of that name that does that.
  static Operation of(String name, Body body) {
    return new Named(Objects.requireNonNull(name, "name"), Objects.requireNonNull(body, "body"));
  }

  /// Closes the queue after the enqueues that wait already.
  static Operation close(TensorQueue queue) {
    return new QueueClose(queue, false);
  }

  /// Closes the queue at once, ending the enqueues that wait.
  static Operation cancel(TensorQueue queue) {
    return new QueueClose(queue, true);
  }
}
