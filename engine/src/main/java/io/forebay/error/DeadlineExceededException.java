package io.forebay.error;

import org.jspecify.annotations.Nullable;

/// A session's time ran out. A single operation with a time limit returns false instead.
public final class DeadlineExceededException extends OpException {
  private static final long serialVersionUID = 1L;

  /// With that message.
  public DeadlineExceededException(String message) {
    this(message, null);
  }

  /// With that message and cause.
  public DeadlineExceededException(String message, @Nullable Throwable cause) {
    super(Code.DEADLINE_EXCEEDED, message, cause);
  }
}
