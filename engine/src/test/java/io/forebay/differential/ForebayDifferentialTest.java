package io.forebay.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forebay.tensor.memory.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Random scripts on Forebay's queues do what the rules say, with the documented deviations.
///
/// `-Dforebay.scripts=N` sets how many, `-Dforebay.seed=N` the first one's seed. The memory of
/// these queues needs no native access, so one of the two runs is enough.
class ForebayDifferentialTest {
  private static final long ENOUGH = 10_000; // to need every rule
  private static final Duration PATIENCE = Duration.ofHours(3);

  private final long scripts = Long.getLong("forebay.scripts", 100_000);
  private final long seed = Long.getLong("forebay.seed", System.nanoTime());

  @Test
  void scriptsGoAsTheRulesSay() throws Exception {
    assumeTrue(Platform.current().nativeAccess(), "runs once, where native access is granted");
    System.out.println("ForebayDifferentialTest: seed " + seed);
    long start = System.nanoTime();
    RuleCounts rules = runAll();
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.printf("%d scripts in %d ms%n%s", scripts, millis, rules.table());
    if (scripts >= ENOUGH) {
      assertEquals(List.of(), rules.missing(Target.FOREBAY), "rules that no script needed");
    }
  }

  /// A lane for each processor, each with its part of the seeds.
  private RuleCounts runAll() throws InterruptedException {
    int count = Runtime.getRuntime().availableProcessors();
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long from = scripts * i / count;
      long to = scripts * (i + 1) / count;
      lanes.add(new Lane(seed + from, to - from));
    }
    RuleCounts rules = new RuleCounts();
    try {
      for (Lane lane : lanes) {
        rules.add(lane.result());
      }
    } finally {
      lanes.forEach(Lane::stop);
    }
    return rules;
  }

  /// Runs scripts one after another, on virtual threads of its own.
  private static final class Lane {
    private final ForebayQueues queues = new ForebayQueues();
    private final RuleCounts rules = new RuleCounts();
    private final Campaign campaign =
        new Campaign(
            Target.FOREBAY,
            new ScriptGenerator(Target.FOREBAY, List.of(Kind.values())),
            queues,
            rules);
    private final Thread thread;
    private volatile Throwable failure;

    Lane(long first, long count) {
      this.thread = Thread.ofVirtual().start(() -> run(first, count));
    }

    private void run(long first, long count) {
      try {
        campaign.run(first, count);
      } catch (Throwable e) {
        failure = e;
      }
    }

    RuleCounts result() throws InterruptedException {
      assertTrue(thread.join(PATIENCE), () -> "hangs: " + queues.workers().describe());
      if (failure != null) {
        throw new AssertionError(failure.getMessage(), failure);
      }
      return rules;
    }

    void stop() {
      campaign.stop();
    }
  }
}
