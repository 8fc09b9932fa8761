package io.forebay.soak;

import io.forebay.queue.TensorQueue;
import io.forebay.tensor.memory.MemoryPolicy;
import java.util.Random;

/// What one round does: drawn from its seed, but for the interleaving of the threads.
///
/// @param seed of everything random in it
/// @param kind of the queue
/// @param ending how it ends
/// @param waiting how its threads wait
/// @param store what the queue is like
/// @param crowd who fills and empties it
record RoundPlan(long seed, Kind kind, Ending ending, Style waiting, Store store, Crowd crowd) {
  private static final int STEADY_ONE_IN = 8;
  private static final int STEADY_CAPACITY = 1024;
  private static final int STEADY_ROWS = 1 << 24;
  private static final int STEADY_WIDTH = 200;
  private static final int MOST_ELEMENTS = 12_000; // of one producer, as the next
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_ROWS = 64; // of a call

  /// The plan that the seed stands for.
  static RoundPlan of(long seed) {
    Random random = new Random(seed);
    Kind kind = pick(Kind.values(), random);
    Style waiting = random.nextInt(3) > 0 ? Style.PARKING : pick(Style.values(), random);
    if (random.nextInt(STEADY_ONE_IN) == 0) {
      Store store = steadyStore(kind, random);
      return new RoundPlan(seed, kind, Ending.STEADY, waiting, store, steadyCrowd(kind, random));
    }
    Ending ending = Ending.values()[random.nextInt(Ending.STEADY.ordinal())];
    int rows = 1 + random.nextInt(MOST_ROWS);
    Store store = store(kind, rows, random);
    return new RoundPlan(seed, kind, ending, waiting, store, crowd(kind, store, rows, random));
  }

  /// In which what is allocated is measured.
  private static Store steadyStore(Kind kind, Random random) {
    int stays = kind.isShuffle() ? random.nextInt(STEADY_CAPACITY / 2) : 0;
    int width = random.nextInt(STEADY_WIDTH);
    return new Store(STEADY_CAPACITY, stays, width, 0, pick(MemoryPolicy.values(), random));
  }

  private static Crowd steadyCrowd(Kind kind, Random random) {
    int producers = kind == Kind.FIFO_OF_ONE_PRODUCER ? 1 : 1 + random.nextInt(2);
    int rows = 1 + random.nextInt(MOST_ROWS);
    return new Crowd(producers, 1 + random.nextInt(2), rows, STEADY_ROWS / producers, 0);
  }

  private static Store store(Kind kind, int rows, Random random) {
    boolean unbounded = kind.isPooled() && random.nextInt(8) == 0;
    int room = 1 + random.nextInt(1 << random.nextInt(11));
    int width = random.nextInt(1 << random.nextInt(random.nextInt(8) == 0 ? 15 : 9));
    int stays = kind.isShuffle() ? random.nextInt(room) : 0;
    boolean limited = kind.isPooled() && !kind.hasPriority() && random.nextInt(3) == 0;
    long bytes = Content.bytes(kind, width);
    return new Store(
        unbounded ? -1 : room,
        stays,
        width,
        limited ? bytes * (stays + 1L + rows + random.nextInt(room)) : 0,
        pick(MemoryPolicy.values(), random));
  }

  private static Crowd crowd(Kind kind, Store store, int rows, Random random) {
    boolean bounded = kind.hasPriority() && store.capacity() > 0;
    long affordable = 1 + MOST_BYTES / Content.bytes(kind, store.width());
    return new Crowd(
        kind == Kind.FIFO_OF_ONE_PRODUCER ? 1 : 1 + random.nextInt(4),
        1 + random.nextInt(4),
        bounded ? Math.min(rows, store.capacity()) : rows,
        (int) Math.min(1 + random.nextInt(MOST_ELEMENTS), affordable),
        Math.max(0, random.nextInt(4) - 1));
  }

  private static <T> T pick(T[] all, Random random) {
    return all[random.nextInt(all.length)];
  }

  /// The queue.
  TensorQueue queue() {
    return store.queue(kind, waiting, seed);
  }

  /// The most rows that a claim may ask for.
  int mostClaimed() {
    int room = store.capacity() < 0 ? crowd.mostRows() : store.capacity() - store.minAfterDequeue();
    return kind.hasPriority() ? 1 : Math.min(crowd.mostRows(), room);
  }
}
