package io.forebay.ring;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// Words in native memory of an arena.
public final class SegmentWords extends Words {
  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle().withInvokeExactBehavior();

  private final MemorySegment memory;

  /// `bytes` bytes of words, all zero, aligned to [Layout#LINES].
  public SegmentWords(Arena arena, long bytes) {
    this.memory = arena.allocate(bytes, Layout.LINES);
  }

  @Override
  public long acquire(long at) {
    return (long) WORD.getAcquire(memory, at);
  }

  @Override
  public void release(long at, long value) {
    WORD.setRelease(memory, at, value);
  }

  @Override
  public long getVolatile(long at) {
    return (long) WORD.getVolatile(memory, at);
  }

  @Override
  public void setVolatile(long at, long value) {
    WORD.setVolatile(memory, at, value);
  }

  @Override
  public boolean compareAndSet(long at, long expected, long next) {
    return WORD.compareAndSet(memory, at, expected, next);
  }

  @Override
  public long getAndAdd(long at, long delta) {
    return (long) WORD.getAndAdd(memory, at, delta);
  }

  @Override
  public void fullFence() {
    VarHandle.fullFence();
  }
}
