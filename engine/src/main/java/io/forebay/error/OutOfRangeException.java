package io.forebay.error;

import org.jspecify.annotations.Nullable;

/// The queue is closed and has fewer elements left than were asked for, or an epoch limit is
/// reached: the end of the data.
public final class OutOfRangeException extends OpException {
  private static final long serialVersionUID = 1L;

  /// With that message.
  public OutOfRangeException(String message) {
    this(message, null);
  }

  /// With that message and cause.
  public OutOfRangeException(String message, @Nullable Throwable cause) {
    super(Code.OUT_OF_RANGE, message, cause);
  }
}
