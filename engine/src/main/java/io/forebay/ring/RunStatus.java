package io.forebay.ring;

/// How an attempt to claim or take a run ended.
public enum RunStatus {
  /// The run is the caller's.
  OK,
  /// Not enough is there now.
  UNAVAILABLE,
  /// The gate is shut: join the line.
  GATED,
  /// Closed: nothing can be claimed any more.
  CLOSED
}
