package io.forebay.queue;

import io.forebay.tensor.memory.StoreMemory;
import java.lang.foreign.Arena;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Where the memory of a queue lies.
///
/// @param arena all of it
/// @param isOwn whether the queue closes the arena
record Storage(Arena arena, boolean isOwn) {
  /// What a queue is built from memory.
  @FunctionalInterface
  interface Building {
    QueueParts in(Storage storage);
  }

  /// Makes the parts in the arena; if that fails, memory of an own arena is returned.
  static QueueParts build(QueueConfig config, Building building) {
    @Nullable Arena given = config.arena();
    Arena arena = given == null ? Arena.ofShared() : Objects.requireNonNull(given);
    try {
      return building.in(new Storage(arena, given == null));
    } catch (RuntimeException | Error e) {
      if (given == null) {
        arena.close();
      }
      throw e;
    }
  }

  /// Refuses a queue whose slots and control words are more than the machine or container has.
  static void requireMemory(LongSupplier bytes) {
    long asked;
    try {
      asked = bytes.getAsLong();
    } catch (ArithmeticException beyondLong) {
      asked = Long.MAX_VALUE;
    }
    StoreMemory.requireAvailable(asked);
  }

  /// True until the arena is closed.
  boolean isAlive() {
    return arena.scope().isAlive();
  }

  /// Returns the memory, if it is the queue's own.
  void free() {
    if (isOwn) {
      arena.close();
    }
  }
}
