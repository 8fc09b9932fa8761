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

/// A run that crosses the end of the ring: of its rows the taker gets a beginning, each one whole.
@JCStressTest
@Outcome(id = "[0-3], 0", expect = Expect.ACCEPTABLE, desc = "The first so many rows.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A row without its content.")
@State
public class RunAcrossTheEnd {
  private static final int ROWS = 3;
  private final Ring ring = Rings.onHeap(4);
  private final long[] rows = new long[4];
  private final Run claim = new Run();
  private final Run lease = new Run();

  public RunAcrossTheEnd() {
    Rings.pass(ring, 2);
  }

  @Actor
  public void producer() {
    ring.tryClaim(claim, ROWS, ROWS, false);
    for (long position = claim.first(); position < claim.end(); position++) {
      rows[(int) position & 3] = position;
    }
    ring.publish(claim.first(), ROWS);
  }

  @Actor
  public void consumer(II_Result seen) {
    if (ring.tryTake(lease, 1, ROWS, false) == RunStatus.OK) {
      seen.r1 = lease.live();
      for (long position = lease.first(); position < lease.end(); position++) {
        seen.r2 += rows[(int) position & 3] == position ? 0 : 1;
      }
    }
  }
}
