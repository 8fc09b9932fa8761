package io.forebay.jcstress;

import io.forebay.ring.Ring;
import io.forebay.ring.Run;
import io.forebay.ring.RunStatus;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// As [PublishedRow], words and row in native memory.
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "Not there yet.")
@Outcome(id = "1, 7, 8", expect = Expect.ACCEPTABLE, desc = "The whole row.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A row without its content.")
@State
public class PublishedRowOffHeap {
  private final Slab slab = new Slab();
  private final Ring ring = Rings.offHeap(slab, 2);
  private final MemorySegment row = slab.allocate(16, 8);
  private final Run claim = new Run();
  private final Run lease = new Run();

  @Actor
  public void producer() {
    ring.tryClaim(claim, 1, 1, false);
    row.setAtIndex(ValueLayout.JAVA_LONG, 0, 7);
    row.setAtIndex(ValueLayout.JAVA_LONG, 1, 8);
    ring.publish(claim.first(), 1);
  }

  @Actor
  public void consumer(III_Result seen) {
    if (ring.tryTake(lease, 1, 1, false) == RunStatus.OK) {
      seen.r1 = 1;
      seen.r3 = (int) row.getAtIndex(ValueLayout.JAVA_LONG, 1);
      seen.r2 = (int) row.getAtIndex(ValueLayout.JAVA_LONG, 0);
    }
  }
}
