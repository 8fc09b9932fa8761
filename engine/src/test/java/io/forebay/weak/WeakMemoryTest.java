package io.forebay.weak;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forebay.tensor.memory.Platform;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shipped rings, lines and queues need no stronger memory than the simulated one: no row is
/// read or overwritten without being ordered behind who wrote or read it, none is lost or twice,
/// nobody sleeps for ever, and a queue's memory goes when nobody uses it any more.
/// `-Dforebay.schedules=N` runs N times as many schedules, `-Dforebay.seed=N` other ones.
final class WeakMemoryTest {
  private static final long FIRST_SEED = Long.getLong("forebay.seed", 0);
  private static final int TIMES = Integer.getInteger("forebay.schedules", 1);

  @ParameterizedTest
  @CsvSource({
    "ring, 1500",
    "numbers, 1500",
    "line, 1000",
    "closing, 200",
    "table, 200",
    "free, 300",
    "freed, 300",
    "counts, 300",
    "fifo, 200",
    "lone fifo, 100",
    "shuffle, 200",
    "pooled fifo, 200",
    "pooled shuffle, 200",
    "priority, 100"
  })
  void isStrongEnough(String kind, int schedules) throws Exception {
    assumeTrue(Platform.current().nativeAccess(), "runs once, where native access is granted");
    int count = Math.multiplyExact(schedules, TIMES);
    try (WeakEngine engine = new WeakEngine()) {
      long seed = engine.firstFailure(kind, FIRST_SEED, count, Weakened.NONE, false);
      if (seed >= 0) {
        fail("schedule " + kind + " " + seed + ": " + engine.run(kind, seed));
      }
    }
  }
}
