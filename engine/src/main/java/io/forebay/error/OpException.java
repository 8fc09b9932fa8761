package io.forebay.error;

import org.jspecify.annotations.Nullable;

/// A queue operation failed. The message names the queue, what was asked and what was there.
public abstract sealed class OpException extends RuntimeException
    permits CancelledException,
        DeadlineExceededException,
        InvalidArgumentException,
        OutOfRangeException,
        PreemptionException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  OpException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /// TensorFlow's code for this kind of failure.
  public final Code code() {
    return code;
  }
}
