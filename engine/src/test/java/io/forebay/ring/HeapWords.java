package io.forebay.ring;

import java.util.concurrent.atomic.AtomicLongArray;

/// Words in an array on the heap.
final class HeapWords extends Words {
  private final AtomicLongArray words;

  HeapWords(long bytes) {
    this.words = new AtomicLongArray(Math.toIntExact(bytes / Layout.WORD));
  }

  @Override
  public long acquire(long at) {
    return words.getAcquire(index(at));
  }

  @Override
  public void release(long at, long value) {
    words.setRelease(index(at), value);
  }

  @Override
  public long getVolatile(long at) {
    return words.get(index(at));
  }

  @Override
  public void setVolatile(long at, long value) {
    words.set(index(at), value);
  }

  @Override
  public boolean compareAndSet(long at, long expected, long next) {
    return words.compareAndSet(index(at), expected, next);
  }

  @Override
  public long getAndAdd(long at, long delta) {
    return words.getAndAdd(index(at), delta);
  }

  @Override
  public void fullFence() {
    java.lang.invoke.VarHandle.fullFence();
  }

  private static int index(long at) {
    return Math.toIntExact(at / Layout.WORD);
  }
}
