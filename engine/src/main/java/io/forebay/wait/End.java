package io.forebay.wait;

/// Why a waiter must stop waiting, if it must.
public enum End {
  /// It may go on.
  NOT_YET,
  /// Its time ran out.
  TIMED_OUT,
  /// Its thread was interrupted.
  INTERRUPTED,
  /// Its cancellation was cancelled.
  CANCELLED
}
