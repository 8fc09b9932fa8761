package io.forebay.ring;

/// Known bad: words on the heap that break one promise of [Words]. Whoever tests a promise shows
/// with them that the test would see it broken.
public abstract class BrokenWords extends Words {
  private final HeapWords words;

  private BrokenWords(long bytes) {
    words = new HeapWords(bytes);
  }

  /// Fences do nothing, and a volatile store is none.
  public static final class Unfenced extends BrokenWords {
    /// `bytes` bytes of words, all zero.
    public Unfenced(long bytes) {
      super(bytes);
    }

    @Override
    public void setVolatile(long at, long value) {
      release(at, value);
    }

    @Override
    public void fullFence() {}
  }

  /// A compare-and-set, and an addition, is a look and a store.
  public static final class Torn extends BrokenWords {
    /// `bytes` bytes of words, all zero.
    public Torn(long bytes) {
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

    @Override
    public long getAndAdd(long at, long delta) {
      long before = acquire(at);
      release(at, before + delta);
      return before;
    }
  }

  @Override
  public long acquire(long at) {
    return words.acquire(at);
  }

  @Override
  public void release(long at, long value) {
    words.release(at, value);
  }

  @Override
  public long getVolatile(long at) {
    return words.getVolatile(at);
  }

  @Override
  public void setVolatile(long at, long value) {
    words.setVolatile(at, value);
  }

  @Override
  public boolean compareAndSet(long at, long expected, long next) {
    return words.compareAndSet(at, expected, next);
  }

  @Override
  public long getAndAdd(long at, long delta) {
    return words.getAndAdd(at, delta);
  }

  @Override
  public void fullFence() {
    words.fullFence();
  }
}
