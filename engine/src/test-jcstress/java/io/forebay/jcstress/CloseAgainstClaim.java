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

/// Closing freezes the tail: whoever reads it afterwards knows how many claims there will ever be.
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Claimed before the close.")
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "Closed before the claim.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A claim after the close.")
@State
public class CloseAgainstClaim {
  private final Ring ring = Rings.onHeap(2);
  private final Run claim = new Run();

  @Actor
  public void producer(III_Result seen) {
    seen.r1 = ring.tryClaim(claim, 1, 1, false) == RunStatus.OK ? 1 : 0;
  }

  @Actor
  public void closer(III_Result seen) {
    ring.tail().close();
    seen.r2 = (int) ring.tail().position();
  }

  @Arbiter
  public void look(III_Result seen) {
    seen.r3 = (int) ring.tail().position();
  }
}
