package io.forebay.jcstress;

import io.forebay.ring.Ring;
import io.forebay.ring.Run;
import io.forebay.ring.RunStatus;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Payload visibility: who takes a row sees all that its writer wrote before it published.
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "Not there yet.")
@Outcome(id = "1, 7, 8", expect = Expect.ACCEPTABLE, desc = "The whole row.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A row without its content.")
@State
public class PublishedRow {
  private final Ring ring = Rings.onHeap(2);
  private final Run claim = new Run();
  private final Run lease = new Run();
  private long first;
  private long second;

  @Actor
  public void producer() {
    ring.tryClaim(claim, 1, 1, false);
    first = 7;
    second = 8;
    ring.publish(claim.first(), 1);
  }

  @Actor
  public void consumer(III_Result seen) {
    if (ring.tryTake(lease, 1, 1, false) == RunStatus.OK) {
      seen.r1 = 1;
      seen.r3 = (int) second;
      seen.r2 = (int) first;
    }
  }
}
