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

/// A taker passes a tombstone which a claimer may retire: the row behind it comes out once, and the
/// size is right afterwards.
@JCStressTest
@Outcome(id = "1, 7, 1", expect = Expect.ACCEPTABLE, desc = "Claimed, and taken.")
@Outcome(id = "0, 7, 0", expect = Expect.ACCEPTABLE, desc = "Taken; no room before the release.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A row lost, or counted wrong.")
@State
public class TombstoneForTwo {
  private final Ring ring = Rings.onHeap(2);
  private final Run claim = new Run();
  private final Run lease = new Run();
  private final int[] rows = new int[2];

  public TombstoneForTwo() {
    ring.tryClaim(claim, 2, 2, false);
    rows[1] = 7;
    ring.bury(0, 1);
    ring.publish(1, 1);
  }

  @Actor
  public void producer(III_Result seen) {
    if (ring.tryClaim(claim, 1, 1, false) == RunStatus.OK) {
      rows[(int) claim.first() & 1] = 9;
      ring.publish(claim.first(), 1);
      seen.r1 = 1;
    }
  }

  @Actor
  public void consumer(III_Result seen) {
    if (ring.tryTake(lease, 1, 1, false) == RunStatus.OK) {
      seen.r2 = rows[(int) (lease.end() - 1) & 1];
      ring.release(lease);
    }
  }

  @Arbiter
  public void size(III_Result seen) {
    seen.r3 = (int) ring.size();
  }
}
