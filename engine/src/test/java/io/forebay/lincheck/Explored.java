package io.forebay.lincheck;

import org.jetbrains.lincheck.datastructures.Operation;

/// A world as Lincheck calls it: a scenario of one operation, which starts threads of its own.
public class Explored {
  private static Runnable world;

  /// A run of the world that is explored.
  public Explored() {}

  static void explore(Runnable newWorld) {
    world = newWorld;
  }

  /// Runs it; throws if a rule does not hold.
  @Operation
  public void run() {
    world.run();
  }

  /// What a run must look like: it comes to its end.
  public static class ToItsEnd {
    /// Any number of runs.
    public ToItsEnd() {}

    /// See [Explored#run].
    public void run() {}
  }
}
