package io.forebay.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Stop stops: random pipelines in random states of blocking all end within their grace, and leave
/// no thread and no memory behind. `-Dforebay.pipelines=N` runs so many (default 150),
/// `-Dforebay.grace.seconds=S` gives them that long (default 60), `-Dforebay.seed=N` repeats what
/// was random but the interleaving.
class StopStopsTest {
  @Test
  void everyPipelineEndsWithinItsGrace_C10_U19_U22() throws Exception {
    int pipelines = Integer.getInteger("forebay.pipelines", 150);
    Duration grace = Duration.ofSeconds(Long.getLong("forebay.grace.seconds", 60));
    long seed = Long.getLong("forebay.seed", System.nanoTime());
    System.out.println("StopStopsTest: seed " + seed);
    Random random = new Random(seed);
    Map<RandomPipeline.Event, Integer> ended = new EnumMap<>(RandomPipeline.Event.class);
    for (int i = 0; i < pipelines; i++) {
      RandomPipeline pipeline = new RandomPipeline(random.nextLong());
      try {
        ended.merge(pipeline.run(grace), 1, Integer::sum);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(pipeline + ", number " + i + " of seed " + seed, e);
      }
    }
    System.out.println("StopStopsTest: pipelines that ended: " + ended);
    assertEquals(List.of(), left());
  }

  private static List<String> left() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("stopping-"))
        .toList();
  }
}
