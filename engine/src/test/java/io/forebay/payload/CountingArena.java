package io.forebay.payload;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// An arena that counts what it gives, and gives no more than it is told to.
final class CountingArena implements Arena {
  private final Arena arena = Arena.ofShared();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger allocations = new AtomicInteger();
  private final long most;

  CountingArena(long most) {
    this.most = most;
  }

  long bytes() {
    return bytes.get();
  }

  int allocations() {
    return allocations.get();
  }

  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    if (bytes.get() + byteSize > most) {
      throw new OutOfMemoryError("no more than " + most);
    }
    bytes.addAndGet(byteSize);
    allocations.incrementAndGet();
    return arena.allocate(byteSize, byteAlignment);
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
