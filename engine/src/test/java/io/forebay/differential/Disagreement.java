package io.forebay.differential;

/// The real queue did what the model does not allow.
final class Disagreement extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Disagreement(String message) {
    super(message);
  }
}
