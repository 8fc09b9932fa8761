package io.forebay.input;

import io.forebay.error.InvalidArgumentException;

/// Words for arguments that cannot work.
final class Refusal {
  private Refusal() {}

  static InvalidArgumentException of(String what, Object value, String rule) {
    return new InvalidArgumentException(what + ": " + value + " (expected: " + rule + ")");
  }

  static int atLeast(int least, String what, int value) {
    if (value < least) {
      throw of(what, value, "at least " + least);
    }
    return value;
  }

  /// A capacity: negative for no bound, but not 0, with which nothing would ever go in.
  static int capacity(int value) {
    if (value == 0) {
      throw of("capacity", value, "at least 1, or negative for no bound");
    }
    return value;
  }
}
