package io.forebay.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What went through a queue. Read `elements`: those that arrived. The primary score of a hand-over
/// counts calls of both sides, in vain or not.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Elements {
  /// Elements that arrived.
  public long elements;

  /// Calls that found no room, or nothing to take.
  public long refused;
}
