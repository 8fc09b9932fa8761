package io.forebay.differential;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/// One block of memory that is handed out anew for every queue: thousands of short-lived queues
/// need neither the allocator nor the closing of thousands of shared arenas.
final class ReusedArena implements Arena {
  private static final long BYTES = 8 << 20;
  private static final long ALIGNMENT = 256;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment block = arena.allocate(BYTES, ALIGNMENT);
  private final AtomicLong used = new AtomicLong();

  /// Nobody uses what was handed out any more.
  void reuse() {
    block.asSlice(0, used.get()).fill((byte) 0);
    used.set(0);
  }

  @Override
  public MemorySegment allocate(long bytes, long alignment) {
    long rounded = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return block.asSlice(used.getAndAdd(rounded), bytes, alignment);
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
