package io.forebay.jcstress;

import io.forebay.ring.HeapWords;
import io.forebay.ring.Layout;
import io.forebay.ring.NumberRing;
import io.forebay.ring.Ring;
import io.forebay.ring.Run;
import io.forebay.ring.SegmentWords;
import io.forebay.ring.Sleepers;
import io.forebay.ring.Wakeups;
import io.forebay.ring.Words;
import java.lang.foreign.Arena;
import java.util.function.LongFunction;

/// Makes rings for the tests, and does what they do before the threads start.
final class Rings {
  private static final Wakeups NOBODY =
      new Wakeups() {
        @Override
        public void wakeProducer() {}

        @Override
        public void wakeConsumer() {}

        @Override
        public void wakeCloser() {}
      };

  private Rings() {}

  /// A ring with those who may sleep at it.
  record Sleeping(Ring ring, Sleepers sleepers) {}

  /// Over words on the heap.
  static Ring onHeap(int capacity) {
    return over(HeapWords::new, capacity, NOBODY).ring();
  }

  /// Over words in native memory.
  static Ring offHeap(Arena arena, int capacity) {
    return over(bytes -> new SegmentWords(arena, bytes), capacity, NOBODY).ring();
  }

  /// Over the words that `allocate` makes, given the number of bytes.
  static Ring over(LongFunction<Words> allocate, int capacity) {
    return over(allocate, capacity, NOBODY).ring();
  }

  /// The same, and tells `wakeups` whom to wake.
  static Sleeping over(LongFunction<Words> allocate, int capacity, Wakeups wakeups) {
    Layout layout = new Layout();
    Ring.Offsets ringAt = Ring.Offsets.in(layout, capacity);
    Sleepers.Offsets sleepersAt = Sleepers.Offsets.in(layout);
    Words words = allocate.apply(layout.bytes());
    Sleepers sleepers = new Sleepers(words, sleepersAt, wakeups, true);
    return new Sleeping(new Ring(words, ringAt, capacity, sleepers, false), sleepers);
  }

  /// A ring of row numbers over words on the heap.
  static NumberRing numbers(int numbers, boolean full) {
    Layout layout = new Layout();
    NumberRing.Offsets at = NumberRing.Offsets.in(layout, numbers);
    return new NumberRing(new HeapWords(layout.bytes()), at, numbers, full);
  }

  /// Claims and publishes `rows` rows; their first position.
  static long put(Ring ring, int rows) {
    Run run = new Run();
    ring.tryClaim(run, rows, rows, false);
    ring.publish(run.first(), rows);
    return run.first();
  }

  /// Moves an empty ring on by `rows` positions, one by one.
  static void pass(Ring ring, int rows) {
    Run run = new Run();
    for (int i = 0; i < rows; i++) {
      put(ring, 1);
      ring.tryTake(run, 1, 1, false);
      ring.release(run);
    }
  }
}
