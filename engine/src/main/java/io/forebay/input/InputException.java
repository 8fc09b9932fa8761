package io.forebay.input;

/// The input failed: its source or its writer threw. The message is that of the cause, which is the
/// exception itself; failures of other workers, later, are suppressed in the cause.
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// For that failure.
  InputException(Throwable cause) {
    super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
  }
}
