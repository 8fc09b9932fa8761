package io.forebay.ring;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// Words in native memory of an arena: for more of them than the heap should hold.
public final class SegmentWords extends Words {
  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle().withInvokeExactBehavior();

  private final MemorySegment memory;

  /// `bytes` bytes of words, all zero, aligned to [Layout#LINES].
  public SegmentWords(Arena arena, long bytes) {
    this.memory = arena.allocate(bytes, Layout.LINES);
  }

  static Words of(Arena arena, long bytes) {
    return new SegmentWords(arena, bytes);
  }

  @Override
  public long acquire(long at) {
    return (long) WORD.getAcquire(memory, at);
  }

  @Override
  public void release(long at, long value) {
    WORD.setRelease(memory, at, value);
  }

  /// One fence before plain stores that the JIT may merge: each of them is a release.
  @Override
  public void releaseRun(long at, int count, long first) {
    if (count == 1) {
      release(at, first);
      return;
    }
    VarHandle.releaseFence();
    for (int i = 0; i < count; i++) {
      WORD.set(memory, at + (long) i * Long.BYTES, first + i);
    }
  }

  /// Plain loads before one fence: each of them is an acquire.
  @Override
  public int acquireRun(long at, int most, long first) {
    int count = 0;
    while (count < most
        && (long) WORD.get(memory, at + (long) count * Long.BYTES) == first + count) {
      count++;
    }
    VarHandle.acquireFence();
    return count;
  }

  /// As [#releaseRun].
  @Override
  public void releaseNumbers(long at, int[] numbers, int from, int count, long base) {
    VarHandle.releaseFence();
    for (int i = 0; i < count; i++) {
      WORD.set(memory, at + (long) i * Long.BYTES, base + numbers[from + i]);
    }
  }

  /// As [#acquireRun].
  @Override
  public int acquireNumbers(long at, int[] numbers, int from, int most, long base, long range) {
    int count = 0;
    while (count < most) {
      long number = (long) WORD.get(memory, at + (long) count * Long.BYTES) - base;
      if (number < 0 || number >= range) {
        break;
      }
      numbers[from + count++] = (int) number;
    }
    VarHandle.acquireFence();
    return count;
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
