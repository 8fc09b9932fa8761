package io.forebay.queue;

import io.forebay.tensor.memory.Column;
import io.forebay.tensor.memory.StoreMemory;
import java.lang.foreign.Arena;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The memory of a queue: the arena, its own or the caller's, the slots, and the blocks of batches.
///
/// @param arena all of it lies there
/// @param isOwn whether the queue closes the arena
/// @param slots the rows of its elements
/// @param blocks memory of batches that are copies
record Storage(Arena arena, boolean isOwn, Slots slots, BlockPool blocks) {
  /// What a queue is built from memory.
  @FunctionalInterface
  interface Building {
    QueueParts in(Storage storage);
  }

  /// Makes the columns in the arena, then the parts on top; if that fails, memory of an own arena
  /// is returned.
  static QueueParts build(
      QueueConfig config, Function<Arena, Column[]> columns, Building building) {
    @Nullable Arena given = config.arena();
    Arena arena = given == null ? Arena.ofShared() : Objects.requireNonNull(given);
    try {
      Slots slots = new Slots(config.element(), columns.apply(arena));
      BlockPool blocks = new BlockPool(arena, config.element(), config.memory());
      return building.in(new Storage(arena, given == null, slots, blocks));
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
