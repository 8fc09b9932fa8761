package io.forebay.explore;

import java.util.function.LongConsumer;

/// Sequentially consistent words on the heap; every access is a scheduling point.
public final class ExploredWords extends TestWords {
  private final Scheduler scheduler;
  private final long[] words;
  private LongConsumer afterWrite = at -> {};

  ExploredWords(Scheduler scheduler, long bytes) {
    this.scheduler = scheduler;
    this.words = new long[Math.toIntExact(bytes / Long.BYTES)];
  }

  @Override
  public long peek(long at) {
    return words[(int) (at / Long.BYTES)];
  }

  @Override
  public void onWrite(LongConsumer look) {
    afterWrite = look;
  }

  @Override
  public long acquire(long at) {
    scheduler.point();
    return peek(at);
  }

  @Override
  public void release(long at, long value) {
    scheduler.point();
    write(at, value);
  }

  @Override
  public long getVolatile(long at) {
    scheduler.point();
    return peek(at);
  }

  @Override
  public void setVolatile(long at, long value) {
    scheduler.point();
    write(at, value);
  }

  @Override
  public boolean compareAndSet(long at, long expected, long next) {
    scheduler.point();
    boolean equal = peek(at) == expected;
    if (equal) {
      write(at, next);
    }
    return equal;
  }

  @Override
  public long getAndAdd(long at, long delta) {
    scheduler.point();
    long before = peek(at);
    write(at, before + delta);
    return before;
  }

  @Override
  public void fullFence() {}

  private void write(long at, long value) {
    if (peek(at) != value) {
      words[(int) (at / Long.BYTES)] = value;
      scheduler.changed();
    }
    afterWrite.accept(at);
    scheduler.point();
  }
}
