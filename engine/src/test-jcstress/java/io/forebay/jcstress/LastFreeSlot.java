package io.forebay.jcstress;

import io.forebay.ring.Ring;
import io.forebay.ring.Run;
import io.forebay.ring.RunStatus;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Two producers want the last free slot: one gets it, and its row comes out.
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "The first one got it.")
@Outcome(id = "0, 1, 2", expect = Expect.ACCEPTABLE, desc = "The second one got it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both, or nobody, or not its row.")
@State
public class LastFreeSlot {
  private final Ring ring = Rings.onHeap(2);
  private final Run one = new Run();
  private final Run two = new Run();
  private int row;

  public LastFreeSlot() {
    Rings.put(ring, 1);
  }

  @Actor
  public void first(III_Result seen) {
    seen.r1 = put(one, 1);
  }

  @Actor
  public void second(III_Result seen) {
    seen.r2 = put(two, 2);
  }

  @Arbiter
  public void read(III_Result seen) {
    Run lease = new Run();
    seen.r3 = ring.tryTake(lease, 2, 2, false) == RunStatus.OK ? row : -1;
  }

  private int put(Run claim, int name) {
    if (ring.tryClaim(claim, 1, 1, false) != RunStatus.OK) {
      return 0;
    }
    row = name;
    ring.publish(claim.first(), 1);
    return 1;
  }
}
