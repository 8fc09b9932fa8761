package io.forebay.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forebay.tensor.memory.Platform;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Random scripts on Forebay's queues do what the rules say, with the documented deviations.
///
/// `-Dforebay.scripts=N` sets how many, `-Dforebay.seed=N` the first one's seed. The memory of
/// these queues needs no native access, so one of the two runs is enough.
class ForebayDifferentialTest {
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final long scripts = Long.getLong("forebay.scripts", 100_000);
  private final long seed = Long.getLong("forebay.seed", System.nanoTime());

  @Test
  void scriptsGoAsTheRulesSay() throws Exception {
    assumeTrue(Platform.current().nativeAccess(), "runs once, where native access is granted");
    System.out.println("ForebayDifferentialTest: seed " + seed);
    RuleCounts rules = new RuleCounts();
    ForebayQueues queues = new ForebayQueues();
    ScriptGenerator generator = new ScriptGenerator(Target.FOREBAY, List.of(Kind.values()));
    Campaign campaign = new Campaign(Target.FOREBAY, generator, queues, rules);
    long start = System.nanoTime();
    onVirtualThread(() -> campaign.run(seed, scripts), queues);
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.printf("%d scripts in %d ms%n%s", scripts, millis, rules.table());
    assertEquals(List.of(), rules.missing(Target.FOREBAY));
  }

  private static void onVirtualThread(Runnable body, ForebayQueues queues) throws Exception {
    CompletableFuture<Void> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                body.run();
                result.complete(null);
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    assertTrue(thread.join(PATIENCE), () -> "hangs: " + queues.workers().describe());
    result.get();
  }
}
