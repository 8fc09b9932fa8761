package io.forebay.jcstress;

import io.forebay.ring.Ring;
import io.forebay.ring.Run;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A plain close that finds all settled up to the frozen tail sees the content of every row.
@JCStressTest
@Outcome(id = "0, .*", expect = Expect.ACCEPTABLE, desc = "A claim is in flight.")
@Outcome(id = "1, 7", expect = Expect.ACCEPTABLE, desc = "All settled.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Settled, without its content.")
@State
public class CloseAgainstPublish {
  private final Ring ring = Rings.onHeap(2);
  private final Run claim = new Run();
  private int row;

  public CloseAgainstPublish() {
    ring.tryClaim(claim, 1, 1, false);
  }

  @Actor
  public void producer() {
    row = 7;
    ring.publish(claim.first(), 1);
  }

  @Actor
  public void closer(II_Result seen) {
    ring.tail().close();
    if (ring.isSettledToTail(0)) {
      seen.r1 = 1;
      seen.r2 = row;
    }
  }
}
