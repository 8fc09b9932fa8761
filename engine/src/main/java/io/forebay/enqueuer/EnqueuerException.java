package io.forebay.enqueuer;

import org.jspecify.annotations.Nullable;

/// A worker of an enqueuer failed with a checked exception, which is the cause, or, in a process of
/// its own, with an exception that cannot be made here: then the message names it and holds the
/// stack of the worker.
public sealed class EnqueuerException extends RuntimeException permits WorkerProcessException {
  private static final long serialVersionUID = 1L;

  EnqueuerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// The exception itself if it is unchecked, else one of these around it. Errors are thrown.
  static RuntimeException unchecked(Throwable failure) {
    return switch (failure) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default ->
          new EnqueuerException(
              failure.getMessage() == null ? failure.toString() : failure.getMessage(), failure);
    };
  }
}
