package io.forebay.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Words in an array on the heap: an access costs a third of one to a segment, which must look at
/// the segment's kind, its arena and the alignment each time.
public final class HeapWords extends Words {
  private static final VarHandle WORD =
      MethodHandles.arrayElementVarHandle(long[].class).withInvokeExactBehavior();
  private static final int SHIFT = 3;
  private static final int PADDING = (int) (Layout.LINES / Layout.WORD);

  private final long[] words; // what others write lies at least two cache lines away

  /// `bytes` bytes of words, all zero.
  public HeapWords(long bytes) {
    this.words = new long[Math.toIntExact(bytes / Layout.WORD + 2 * PADDING)];
  }

  static Words of(long bytes) {
    return new HeapWords(bytes);
  }

  @Override
  public long acquire(long at) {
    return (long) WORD.getAcquire(words, index(at));
  }

  @Override
  public void release(long at, long value) {
    WORD.setRelease(words, index(at), value);
  }

  /// One fence before plain stores that the JIT may merge: each of them is a release.
  @Override
  public void releaseRun(long at, int count, long first) {
    int from = index(at);
    VarHandle.releaseFence();
    for (int i = 0; i < count; i++) {
      words[from + i] = first + i;
    }
  }

  /// Plain loads before one fence: each of them is an acquire.
  @Override
  public int acquireRun(long at, int most, long first) {
    int from = index(at);
    int count = 0;
    while (count < most && words[from + count] == first + count) {
      count++;
    }
    VarHandle.acquireFence();
    return count;
  }

  /// As [#releaseRun].
  @Override
  public void releaseNumbers(long at, int[] numbers, int from, int count, long base) {
    int to = index(at);
    VarHandle.releaseFence();
    for (int i = 0; i < count; i++) {
      words[to + i] = base + numbers[from + i];
    }
  }

  /// As [#acquireRun].
  @Override
  public int acquireNumbers(long at, int[] numbers, int from, int most, long base, long range) {
    int first = index(at);
    int count = 0;
    while (count < most) {
      long number = words[first + count] - base;
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
    return (long) WORD.getVolatile(words, index(at));
  }

  @Override
  public void setVolatile(long at, long value) {
    WORD.setVolatile(words, index(at), value);
  }

  @Override
  public boolean compareAndSet(long at, long expected, long next) {
    return WORD.compareAndSet(words, index(at), expected, next);
  }

  @Override
  public long getAndAdd(long at, long delta) {
    return (long) WORD.getAndAdd(words, index(at), delta);
  }

  @Override
  public void fullFence() {
    VarHandle.fullFence();
  }

  private static int index(long at) {
    return (int) (at >> SHIFT) + PADDING;
  }
}
