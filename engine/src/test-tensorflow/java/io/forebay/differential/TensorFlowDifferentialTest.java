package io.forebay.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The model of the rules against TensorFlow. `-Dforebay.scripts`: how many; `-Dforebay.seed`: the
/// first one's.
class TensorFlowDifferentialTest {
  @Test
  void modelAgreesWithTensorFlow() throws InterruptedException {
    long count = Long.getLong("forebay.scripts", 1_000);
    long first = Long.getLong("forebay.seed", System.nanoTime());
    System.out.printf("%d scripts against TensorFlow, -Dforebay.seed=%d%n", count, first);
    var campaign = new TensorFlowCampaign();
    campaign.run(new ScriptGenerator(Target.TENSORFLOW, List.of(Kind.values())), first, count);
    System.out.print(campaign.rules().table());
    System.out.printf("no script showed: %s%n", campaign.rules().missing(Target.TENSORFLOW));
    System.out.printf("repeated: %d%n", campaign.repeats().size());
    campaign.repeats().forEach(System.out::println);
    assertEquals(0, campaign.failures().size(), campaign::shrunk);
  }
}
