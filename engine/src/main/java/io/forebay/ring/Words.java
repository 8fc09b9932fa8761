package io.forebay.ring;

import java.lang.foreign.Arena;

/// A block of shared 64-bit words, addressed by byte offset; every access names its memory order.
///
/// A queue uses [HeapWords], and [SegmentWords] where there are very many slots; tests put others
/// behind it (one that explores interleavings). With one or two implementations loaded the calls
/// are inlined.
public abstract class Words {
  private static final long MOST_ON_HEAP = 32 << 20;

  /// Makes a new implementation; lets others be constructed outside this package.
  protected Words() {}

  /// `bytes` bytes of words, all zero: on the heap up to 32 MiB, which is a ring of two million
  /// slots, else in memory of the arena.
  public static Words allocate(Arena arena, long bytes) {
    // by factories that return Words: a constructor here would load both classes, and a call of the
    // only one loaded needs no check
    return bytes <= MOST_ON_HEAP ? HeapWords.of(bytes) : SegmentWords.of(arena, bytes);
  }

  /// The value; everything the releasing thread did before it wrote this value happened before.
  public abstract long acquire(long at);

  /// Sets the value, after everything this thread did before.
  public abstract void release(long at, long value);

  /// Sets `count` words, 8 bytes apart, to `first`, `first + 1` and so on, each after everything
  /// this thread did before.
  public void releaseRun(long at, int count, long first) {
    for (int i = 0; i < count; i++) {
      release(at + i * Layout.WORD, first + i);
    }
  }

  /// Counts the words, 8 bytes apart and at most `most`, that hold `first`, `first + 1` and so on,
  /// up to one that does not; everything that the releasing threads did before they wrote those
  /// values happened before.
  public int acquireRun(long at, int most, long first) {
    int count = 0;
    while (count < most && acquire(at + count * Layout.WORD) == first + count) {
      count++;
    }
    return count;
  }

  /// Sets `count` words, 8 bytes apart, to `base` plus a number of the array, each after everything
  /// this thread did before.
  public void releaseNumbers(long at, int[] numbers, int from, int count, long base) {
    for (int i = 0; i < count; i++) {
      release(at + i * Layout.WORD, base + numbers[from + i]);
    }
  }

  /// Reads words, 8 bytes apart and at most `most`, that hold `base` to `base + range - 1`, up to
  /// one that does not, and stores what they hold above `base`; how many. Everything that the
  /// releasing threads did before they wrote those values happened before.
  public int acquireNumbers(long at, int[] numbers, int from, int most, long base, long range) {
    int count = 0;
    while (count < most) {
      long number = acquire(at + count * Layout.WORD) - base;
      if (number < 0 || number >= range) {
        break;
      }
      numbers[from + count++] = (int) number;
    }
    return count;
  }

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
