package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.fail;

import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.wait.Waiting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nothing is lost, nothing comes twice, nothing is torn, order is kept: for random traffic on
/// random queues. `-Dforebay.seed=N` repeats what was random but the interleaving.
class QueuePropertyTest {
  private static final int TRIALS = 2;
  private static final int ROWS_EACH = 150;
  private static final long ROW_BYTES = 200; // of any element

  @ParameterizedTest
  @EnumSource
  void everythingPassesOnce(Kind kind) throws Exception {
    Random random = new Random(seed());
    for (int i = 0; i < TRIALS; i++) {
      for (MemoryPolicy memory : MemoryPolicy.values()) {
        trial(kind, memory, true, false, ROWS_EACH, random.nextLong());
        trial(kind, memory, false, false, ROWS_EACH, random.nextLong());
      }
    }
  }

  /// For `-Dforebay.soak.seconds` seconds, by default two.
  @Test
  @Tag("soak")
  void everythingPassesOnceForAsLongAsItIsAsked() throws Exception {
    long seconds = Long.getLong("forebay.soak.seconds", 2);
    long end = System.nanoTime() + seconds * 1_000_000_000;
    Random random = new Random(seed());
    Map<Kind, Integer> trials = new EnumMap<>(Kind.class);
    while (System.nanoTime() < end) {
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      boolean parking = random.nextInt(4) > 0;
      boolean virtual = parking && random.nextInt(4) == 0;
      MemoryPolicy memory = MemoryPolicy.values()[random.nextInt(2)];
      trial(kind, memory, parking, virtual, 2_000, random.nextLong());
      trials.merge(kind, 1, Integer::sum);
    }
    System.out.println("QueuePropertyTest: runs of random traffic: " + trials);
  }

  /// Which queue, and what its elements are.
  enum Kind {
    FIFO(Goods.Form.FIXED),
    FIFO_POOLED(Goods.Form.FIXED),
    FIFO_OF_TEXT(Goods.Form.TEXT),
    FIFO_WITHOUT_SHAPES(Goods.Form.UNDECLARED),
    SHUFFLE(Goods.Form.FIXED),
    SHUFFLE_POOLED(Goods.Form.FIXED),
    SHUFFLE_OF_TEXT(Goods.Form.TEXT),
    PADDING(Goods.Form.PADDED),
    PRIORITY(Goods.Form.FIXED),
    PRIORITY_OF_TEXT(Goods.Form.TEXT);

    final Goods goods;

    Kind(Goods.Form form) {
      this.goods = new Goods(form, name().startsWith("PRIORITY"));
    }

    boolean isPooled() {
      return this != FIFO && this != SHUFFLE;
    }
  }

  private static void trial(
      Kind kind, MemoryPolicy memory, boolean parking, boolean virtual, int rowsEach, long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    TensorQueue queue = queue(kind, config(kind, memory, parking, random), random);
    try {
      new Traffic(queue, kind.goods, rowsEach, virtual, seed).run();
    } catch (AssertionError e) {
      fail("%s, %s, parking %s, seed %d".formatted(kind, memory, parking, seed), e);
    }
    queue.free();
  }

  private static QueueConfig config(
      Kind kind, MemoryPolicy memory, boolean parking, Random random) {
    boolean unbounded = kind.isPooled() && random.nextInt(8) == 0;
    int capacity = unbounded ? -1 : 1 + random.nextInt(12);
    QueueConfig config =
        QueueConfig.of(capacity, kind.goods.components())
            .withMemory(memory)
            .withWaiting(
                parking ? Waiting.parking() : Waiting.idling(() -> new BackoffIdleStrategy()));
    if (kind.isPooled()) {
      config = config.withPooledStorage();
    }
    boolean limited = kind.isPooled() && !unbounded && random.nextInt(2) == 0;
    return limited ? config.withByteBudget(ROW_BYTES * (capacity + random.nextInt(3))) : config;
  }

  private static TensorQueue queue(Kind kind, QueueConfig config, Random random) {
    boolean stamped = random.nextBoolean();
    return switch (kind) {
      case FIFO, FIFO_POOLED, FIFO_OF_TEXT, FIFO_WITHOUT_SHAPES ->
          new FifoQueue(stamped ? config.withStampedArrivals() : config);
      case SHUFFLE, SHUFFLE_POOLED, SHUFFLE_OF_TEXT -> {
        int room = config.isUnbounded() ? 20 : config.capacity();
        int stays = stamped ? 0 : random.nextInt(room);
        yield new ShuffleQueue(config, ShuffleConfig.of(stays).withSeed(random.nextLong()));
      }
      case PADDING -> new PaddingFifoQueue(stamped ? config.withStampedArrivals() : config);
      case PRIORITY, PRIORITY_OF_TEXT -> new PriorityQueue(config);
    };
  }

  private static long seed() {
    long seed = Long.getLong("forebay.seed", System.nanoTime());
    System.out.println("QueuePropertyTest: seed " + seed);
    return seed;
  }
}
