package io.forebay.faults;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// An arena that has no memory as long as a test says so.
final class RationedArena implements Arena {
  private final Arena arena = Arena.ofShared();
  private volatile boolean empty;

  void empty(boolean isEmpty) {
    empty = isEmpty;
  }

  @Override
  public MemorySegment allocate(long bytes, long alignment) {
    if (empty) {
      throw new OutOfMemoryError("Cannot reserve " + bytes + " bytes of direct buffer memory");
    }
    return arena.allocate(bytes, alignment);
  }

  @Override
  public MemorySegment.Scope scope() {
    return arena.scope();
  }

  @Override
  public void close() {
    arena.close();
  }
}
