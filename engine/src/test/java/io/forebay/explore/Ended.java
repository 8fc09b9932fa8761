package io.forebay.explore;

/// Ends the threads of a schedule that has failed.
final class Ended extends Error {
  private static final long serialVersionUID = 1;

  Ended() {
    super("the schedule has failed", null, false, false);
  }
}
