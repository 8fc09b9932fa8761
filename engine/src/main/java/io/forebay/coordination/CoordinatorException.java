package io.forebay.coordination;

/// A thread failed with a checked exception, which is the cause; the message is the cause's.
/// Unchecked exceptions are passed on as they are, without this one around them.
public final class CoordinatorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CoordinatorException(Throwable cause) {
    super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
  }

  /// Throws that error as it is if it is unchecked.
  ///
  /// @return what to throw instead, if it is checked
  public static CoordinatorException unchecked(Throwable error) {
    if (error instanceof RuntimeException e) {
      throw e;
    }
    if (error instanceof Error e) {
      throw e;
    }
    return new CoordinatorException(error);
  }
}
