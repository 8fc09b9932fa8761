package io.forebay.lincheck;

import io.forebay.ring.Layout;
import io.forebay.ring.Words;

/// Known bad: words whose compare-and-set, and whose addition, is a look and a store.
final class TornWords extends Words {
  private final long[] words;

  TornWords(long bytes) {
    words = new long[(int) (bytes / Layout.WORD)];
  }

  @Override
  public long acquire(long at) {
    return words[index(at)];
  }

  @Override
  public void release(long at, long value) {
    words[index(at)] = value;
  }

  @Override
  public long getVolatile(long at) {
    return words[index(at)];
  }

  @Override
  public void setVolatile(long at, long value) {
    words[index(at)] = value;
  }

  @Override
  public boolean compareAndSet(long at, long expected, long next) {
    boolean equal = words[index(at)] == expected;
    if (equal) {
      words[index(at)] = next;
    }
    return equal;
  }

  @Override
  public long getAndAdd(long at, long delta) {
    long before = words[index(at)];
    words[index(at)] = before + delta;
    return before;
  }

  @Override
  public void fullFence() {}

  private static int index(long at) {
    return (int) (at / Layout.WORD);
  }
}
