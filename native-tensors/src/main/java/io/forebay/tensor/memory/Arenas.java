package io.forebay.tensor.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Checks of arenas that callers bring along.
public final class Arenas {
  private Arenas() {}

  /// Checks that every thread may use memory of the arena, and returns it.
  ///
  /// @throws IllegalArgumentException if it is confined to a thread
  /// @throws IllegalStateException if it is closed
  public static <A extends Arena> A requireShareable(A arena) {
    if (!arena.scope().isAlive()) {
      throw new IllegalStateException("arena: closed (expected: open)");
    }
    if (!probe(arena).isAccessibleBy(Thread.ofPlatform().unstarted(() -> {}))) {
      throw new IllegalArgumentException(
          "arena: confined to a thread (expected: shared, automatic or global)");
    }
    return arena;
  }

  private static MemorySegment probe(Arena arena) {
    try {
      return arena.allocate(1);
    } catch (WrongThreadException e) {
      throw new IllegalArgumentException(
          "arena: confined to another thread (expected: shared, automatic or global)", e);
    }
  }
}
