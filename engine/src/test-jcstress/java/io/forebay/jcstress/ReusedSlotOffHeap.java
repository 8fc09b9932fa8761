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
import org.openjdk.jcstress.infra.results.II_Result;

/// As [ReusedSlot], words and row in native memory.
@JCStressTest
@Outcome(id = "7, 0", expect = Expect.ACCEPTABLE, desc = "Read; no room yet.")
@Outcome(id = "7, 1", expect = Expect.ACCEPTABLE, desc = "Read; written again afterwards.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Overwritten under its reader.")
@State
public class ReusedSlotOffHeap {
  private final Slab slab = new Slab();
  private final Ring ring = Rings.offHeap(slab, 1);
  private final MemorySegment row = slab.allocate(8, 8);
  private final Run claim = new Run();
  private final Run lease = new Run();

  public ReusedSlotOffHeap() {
    row.set(ValueLayout.JAVA_LONG, 0, 7);
    Rings.put(ring, 1);
  }

  @Actor
  public void consumer(II_Result seen) {
    ring.tryTake(lease, 1, 1, false);
    seen.r1 = (int) row.get(ValueLayout.JAVA_LONG, 0);
    ring.release(lease);
  }

  @Actor
  public void producer(II_Result seen) {
    if (ring.tryClaim(claim, 1, 1, false) == RunStatus.OK) {
      row.set(ValueLayout.JAVA_LONG, 0, 8);
      ring.publish(claim.first(), 1);
      seen.r2 = 1;
    }
  }
}
