package io.forebay.jcstress;

import io.forebay.ring.Layout;
import io.forebay.ring.Words;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Words on the heap that break one promise of [Words].
class BadWords extends Words {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] words;

  BadWords(long bytes) {
    words = new long[(int) (bytes / Layout.WORD)];
  }

  /// Fences do nothing, and a volatile store is none.
  static final class WithoutFences extends BadWords {
    WithoutFences(long bytes) {
      super(bytes);
    }

    @Override
    public void setVolatile(long at, long value) {
      release(at, value);
    }

    @Override
    public void fullFence() {}
  }

  /// A compare-and-set is a look and a store.
  static final class Torn extends BadWords {
    Torn(long bytes) {
      super(bytes);
    }

    @Override
    public boolean compareAndSet(long at, long expected, long next) {
      boolean equal = acquire(at) == expected;
      if (equal) {
        release(at, next);
      }
      return equal;
    }
  }

  @Override
  public long acquire(long at) {
    return (long) WORD.getAcquire(words, index(at));
  }

  @Override
  public void release(long at, long value) {
    WORD.setRelease(words, index(at), value);
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
    return (int) (at / Layout.WORD);
  }
}
