package io.forebay.ring;

/// A block of shared 64-bit words, addressed by byte offset; every access names its memory order.
///
/// There is one implementation in the library, [SegmentWords]; tests put others behind it (one that
/// explores interleavings, one that simulates weak memory). With a single implementation loaded the
/// calls are inlined.
public abstract class Words {
  /// Makes a new implementation; lets others be constructed outside this package.
  protected Words() {}

  /// The value; everything the releasing thread did before it wrote this value happened before.
  public abstract long acquire(long at);

  /// Sets the value, after everything this thread did before.
  public abstract void release(long at, long value);

  /// The value, in the total order of volatile accesses.
  public abstract long getVolatile(long at);

  /// Sets the value, in the total order of volatile accesses.
  public abstract void setVolatile(long at, long value);

  /// Sets the value to `next` if it is `expected`; a volatile read, and a volatile write if it
  /// succeeded.
  public abstract boolean compareAndSet(long at, long expected, long next);

  /// Adds `delta` and returns the value before; a volatile read and write.
  public abstract long getAndAdd(long at, long delta);

  /// Orders all accesses of this thread before it before all after it.
  public abstract void fullFence();
}
