package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.fail;

import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.wait.Waiting;
import java.util.Random;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nothing is lost, nothing comes twice, nothing is torn, order is kept: for random traffic on
/// random queues. `-Dforebay.seed=N` repeats what was random but the interleaving.
class QueuePropertyTest {
  private static final int TRIALS = 16;
  private static final int ROWS_EACH = 150;

  @ParameterizedTest
  @CsvSource({
    "FIFO, BEST, true",
    "FIFO, PLAIN, true",
    "FIFO, BEST, false",
    "FIFO, PLAIN, false",
    "SHUFFLE, BEST, true",
    "SHUFFLE, PLAIN, true",
    "SHUFFLE, BEST, false",
    "SHUFFLE, PLAIN, false",
  })
  void everythingPassesOnce(Kind kind, MemoryPolicy memory, boolean parking) throws Exception {
    long seed = seed();
    for (int i = 0; i < TRIALS; i++) {
      trial(kind, memory, parking, false, ROWS_EACH, seed + i);
    }
  }

  /// For `-Dforebay.soak.seconds` seconds, by default two.
  @Test
  @Tag("soak")
  void everythingPassesOnceForAsLongAsItIsAsked() throws Exception {
    long seconds = Long.getLong("forebay.soak.seconds", 2);
    long end = System.nanoTime() + seconds * 1_000_000_000;
    Random random = new Random(seed());
    while (System.nanoTime() < end) {
      boolean parking = random.nextInt(4) > 0;
      trial(
          Kind.values()[random.nextInt(2)],
          MemoryPolicy.values()[random.nextInt(2)],
          parking,
          parking && random.nextInt(4) == 0,
          2_000,
          random.nextLong());
    }
  }

  /// Which queue.
  enum Kind {
    FIFO,
    SHUFFLE
  }

  private static void trial(
      Kind kind, MemoryPolicy memory, boolean parking, boolean virtual, int rowsEach, long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    QueueConfig config =
        QueueConfig.of(1 + random.nextInt(12), Traffic.ELEMENT)
            .withMemory(memory)
            .withWaiting(
                parking ? Waiting.parking() : Waiting.idling(() -> new BackoffIdleStrategy()));
    TensorQueue queue = queue(kind, config, random);
    try {
      new Traffic(queue, kind == Kind.FIFO, rowsEach, virtual, seed).run();
    } catch (AssertionError e) {
      fail("%s, %s, parking %s, seed %d".formatted(kind, memory, parking, seed), e);
    }
    queue.free();
  }

  private static TensorQueue queue(Kind kind, QueueConfig config, Random random) {
    if (kind == Kind.SHUFFLE) {
      int stays = random.nextBoolean() ? 0 : random.nextInt(config.capacity());
      return new ShuffleQueue(config, ShuffleConfig.of(stays).withSeed(random.nextLong()));
    }
    return new FifoQueue(random.nextBoolean() ? config : config.withStampedArrivals());
  }

  private static long seed() {
    long seed = Long.getLong("forebay.seed", System.nanoTime());
    System.out.println("QueuePropertyTest: seed " + seed);
    return seed;
  }
}
