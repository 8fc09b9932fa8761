package io.forebay.error;

import org.jspecify.annotations.Nullable;

/// An argument of an operation is wrong; nothing was done.
public final class InvalidArgumentException extends OpException {
  private static final long serialVersionUID = 1L;

  /// With that message.
  public InvalidArgumentException(String message) {
    this(message, null);
  }

  /// With that message and cause.
  public InvalidArgumentException(String message, @Nullable Throwable cause) {
    super(Code.INVALID_ARGUMENT, message, cause);
  }
}
