package io.forebay.bench;

import org.jspecify.annotations.Nullable;

/// The command cannot go on; the message is one line for the user.
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  CommandFailure(String message) {
    this(message, null);
  }
}
