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
import org.openjdk.jcstress.infra.results.II_Result;

/// A claim finds the ring full of a row that is being buried: it gets the room, or the next one
/// does.
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Retired and claimed.")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Not buried yet; room for the next.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Room lost, or given twice.")
@State
public class TombstoneInAFullRing {
  private final Ring ring = Rings.onHeap(1);
  private final Run buried = new Run();
  private final Run claim = new Run();

  public TombstoneInAFullRing() {
    ring.tryClaim(buried, 1, 1, false);
  }

  @Actor
  public void giveUp() {
    ring.bury(buried.first(), 1);
  }

  @Actor
  public void producer(II_Result seen) {
    seen.r1 = ring.tryClaim(claim, 1, 1, false) == RunStatus.OK ? 1 : 0;
  }

  @Arbiter
  public void next(II_Result seen) {
    seen.r2 = ring.tryClaim(new Run(), 1, 1, false) == RunStatus.OK ? 1 : 0;
  }
}
