package io.forebay.explore;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Random interleavings of the shipped queues. `-Dforebay.schedules=N` runs N times as many,
/// `-Dforebay.seed=N` other ones.
final class ExploredQueuesTest {
  private static final long FIRST_SEED = Long.getLong("forebay.seed", 0);
  private static final int TIMES = Integer.getInteger("forebay.schedules", 1);

  @ParameterizedTest
  @CsvSource({
    "fifo, 4000",
    "lone fifo, 2000",
    "shuffle, 4000",
    "pooled fifo, 4000",
    "pooled shuffle, 4000",
    "priority, 2000",
    "order, 300",
    "draws, 3"
  })
  void keepTheirRulesInEverySchedule(String kind, int schedules) {
    int count = Math.multiplyExact(schedules, TIMES);
    System.out.println(kind + ": " + count + " schedules from seed " + FIRST_SEED);
    long seed = Explorer.firstFailure(kind, FIRST_SEED, count);
    if (seed >= 0) {
      fail(
          "schedule "
              + kind
              + " "
              + seed
              + " (again: mvn -pl engine -am test -Dtest=ExploredQueuesTest -Dforebay.seed="
              + seed
              + "): "
              + Explorer.run(kind, seed));
    }
  }
}
