package io.forebay.weak;

import io.forebay.explore.Scheduler;
import io.forebay.queue.ExploredQueue;
import io.forebay.queue.ShuffleConfig;
import io.forebay.wait.Waiting;
import java.util.SplittableRandom;

/// What a trial runs in: a scheduler, and a memory that stands behind the engine's classes.
final class WeakWorld {
  final SplittableRandom random;
  final Scheduler scheduler;
  final WeakMemory memory;
  private WeakWords words; // of the queue

  WeakWorld(long seed) {
    this.random = new SplittableRandom(seed);
    this.scheduler = new Scheduler(random.split(), true);
    this.memory = new WeakMemory(scheduler, random.split());
    WeakHeap.use(memory);
  }

  WeakWords words(long bytes) {
    return new WeakWords(memory, bytes, random.nextBoolean());
  }

  /// A queue of pairs of 64-bit numbers: `fifo`, `shuffle`, or one of these, `pooled`.
  ExploredQueue queue(String kind, int capacity) {
    ExploredQueue.Memory beneath =
        new ExploredQueue.Memory(
            bytes -> words = words(bytes), at -> words.peek(at), scheduler.threads());
    Waiting parking = Waiting.parking();
    ShuffleConfig shuffle = ShuffleConfig.of(0).withSeed(random.nextLong());
    return switch (kind) {
      case "fifo" -> ExploredQueue.fifo(capacity, parking, false, false, beneath);
      case "shuffle" -> ExploredQueue.shuffle(capacity, shuffle, parking, beneath);
      case "pooled fifo" -> ExploredQueue.pooledFifo(capacity, capacity, parking, false, beneath);
      case "pooled shuffle" ->
          ExploredQueue.pooledShuffle(capacity, capacity, shuffle, parking, beneath);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /// Those of the queue.
  WeakWords words() {
    return words;
  }

  /// One of them.
  String anyKind() {
    return switch (random.nextInt(4)) {
      case 0 -> "fifo";
      case 1 -> "shuffle";
      case 2 -> "pooled fifo";
      default -> "pooled shuffle";
    };
  }

  /// Up to that many steps of the others.
  void points(int most) {
    scheduler.points(random.nextInt(most));
  }
}
