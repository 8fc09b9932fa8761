package io.forebay.jcstress;

import io.forebay.ring.Ring;
import io.forebay.ring.Run;
import io.forebay.ring.RunStatus;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Neighbouring positions are published in the wrong order: progress stands still at the gap, and
/// the taker, who reads turns then, gets whole rows.
@JCStressTest
@Outcome(id = "[0-2], 0", expect = Expect.ACCEPTABLE, desc = "The first so many rows.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A row without its content.")
@State
public class OutOfOrderRows {
  private final Ring ring = Rings.onHeap(2);
  private final long[] rows = new long[2];
  private final Run one = new Run();
  private final Run two = new Run();
  private final Run lease = new Run();

  public OutOfOrderRows() {
    ring.tryClaim(one, 1, 1, false);
    ring.tryClaim(two, 1, 1, false);
  }

  @Actor
  public void producers() {
    rows[1] = 1;
    ring.publish(two.first(), 1);
    rows[0] = 1;
    ring.publish(one.first(), 1);
  }

  @Actor
  public void consumer(II_Result seen) {
    if (ring.tryTake(lease, 1, 2, false) == RunStatus.OK) {
      seen.r1 = lease.live();
      for (int i = 0; i < lease.live(); i++) {
        seen.r2 += rows[i] == 1 ? 0 : 1;
      }
    }
  }
}
