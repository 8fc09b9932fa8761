package io.forebay.error;

/// The work was preempted: ABORTED or UNAVAILABLE. A monitored session recovers from it.
public final class PreemptionException extends OpException {
  private static final long serialVersionUID = 1L;

  /// With that code and message.
  ///
  /// @throws IllegalArgumentException if the code is neither ABORTED nor UNAVAILABLE
  public PreemptionException(Code code, String message) {
    if (code != Code.ABORTED && code != Code.UNAVAILABLE) {
      throw new IllegalArgumentException("code: " + code + " (expected: ABORTED or UNAVAILABLE)");
    }
    super(code, message, null);
  }
}
