package io.forebay.weak;

import io.forebay.explore.TestWords;
import io.forebay.ring.Layout;
import java.util.function.LongConsumer;

/// Words in a [WeakMemory]; every access is a scheduling point, and one may be weakened.
///
/// Runs are a fence and plain accesses, as the engine's own words have them, or one by one in
/// order, which is all that [io.forebay.ring.Words] promises.
final class WeakWords extends TestWords {
  private final WeakMemory memory;
  private final Place[] words;
  private final boolean fences; // in runs
  private LongConsumer afterWrite = at -> {};
  private boolean freed;

  WeakWords(WeakMemory memory, long bytes, boolean fences) {
    this.memory = memory;
    this.fences = fences;
    this.words = new Place[Math.toIntExact(bytes / Long.BYTES)];
  }

  @Override
  public long peek(long at) {
    Place place = place(at);
    return (long) place.value(place.newest());
  }

  @Override
  public void onWrite(LongConsumer look) {
    afterWrite = look;
  }

  @Override
  public long acquire(long at) {
    return load(at, Weakened.next(Order.ONE_WAY));
  }

  @Override
  public long getVolatile(long at) {
    return load(at, Weakened.next(Order.VOLATILE));
  }

  @Override
  public void release(long at, long value) {
    store(at, value, Weakened.next(Order.ONE_WAY));
  }

  @Override
  public void setVolatile(long at, long value) {
    store(at, value, Weakened.next(Order.VOLATILE));
  }

  @Override
  public void releaseRun(long at, int count, long first) {
    Order order = beginStores();
    for (int i = 0; i < count; i++) {
      store(at + i * Layout.WORD, first + i, order);
    }
  }

  @Override
  public void releaseNumbers(long at, int[] numbers, int from, int count, long base) {
    Order order = beginStores();
    for (int i = 0; i < count; i++) {
      store(at + i * Layout.WORD, base + numbers[from + i], order);
    }
  }

  @Override
  public int acquireRun(long at, int most, long first) {
    Order order = Weakened.next(Order.ONE_WAY);
    int count = 0;
    while (count < most && load(at + count * Layout.WORD, inRun(order)) == first + count) {
      count++;
    }
    endLoads(order);
    return count;
  }

  @Override
  public int acquireNumbers(long at, int[] numbers, int from, int most, long base, long range) {
    Order order = Weakened.next(Order.ONE_WAY);
    int count = 0;
    while (count < most) {
      long number = load(at + count * Layout.WORD, inRun(order)) - base;
      if (number < 0 || number >= range) {
        break;
      }
      numbers[from + count++] = (int) number;
    }
    endLoads(order);
    return count;
  }

  @Override
  public boolean compareAndSet(long at, long expected, long next) {
    return exchange(at, expected, next, Weakened.next(Order.VOLATILE));
  }

  @Override
  public long getAndAdd(long at, long delta) {
    Order order = Weakened.next(Order.VOLATILE);
    memory.scheduler().point();
    long before = (long) memory.exchange(place(at), value -> (long) value + delta, order);
    written(at, delta != 0);
    return before;
  }

  @Override
  public void fullFence() {
    if (Weakened.next(Order.VOLATILE) == Order.VOLATILE) {
      memory.fullFence();
    }
  }

  private Order beginStores() {
    Order order = Weakened.next(Order.ONE_WAY);
    if (order == Order.ONE_WAY && fences) {
      memory.releaseFence();
    }
    return inRun(order);
  }

  private void endLoads(Order order) {
    if (order == Order.ONE_WAY && fences) {
      memory.acquireFence();
    }
  }

  private Order inRun(Order order) {
    return fences ? Order.PLAIN : order;
  }

  private long load(long at, Order order) {
    memory.scheduler().point();
    return (long) memory.load(place(at), order);
  }

  private void store(long at, long value, Order order) {
    memory.scheduler().point();
    boolean changes = peek(at) != value;
    memory.store(place(at), value, order);
    written(at, changes);
  }

  private boolean exchange(long at, long expected, long next, Order order) {
    memory.scheduler().point();
    boolean[] equal = new boolean[1];
    memory.exchange(
        place(at),
        value -> {
          equal[0] = (long) value == expected;
          return equal[0] ? next : WeakMemory.UNCHANGED;
        },
        order);
    if (equal[0]) {
      written(at, expected != next);
    }
    return equal[0];
  }

  private void written(long at, boolean changes) {
    if (changes) {
      memory.scheduler().changed();
    }
    afterWrite.accept(at);
    memory.scheduler().point();
  }

  /// The queue has been freed: from now on nobody may use a word.
  void free() {
    freed = true;
  }

  private Place place(long at) {
    Trials.require(!freed, "a word is used although the queue was freed");
    int word = (int) (at / Long.BYTES);
    if (words[word] == null) {
      words[word] = memory.place(0L);
    }
    return words[word];
  }
}
