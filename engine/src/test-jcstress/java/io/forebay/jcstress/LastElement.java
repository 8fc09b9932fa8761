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

/// Two consumers want the last element: one gets it, whole.
@JCStressTest
@Outcome(id = "7, 0", expect = Expect.ACCEPTABLE, desc = "The first one got it.")
@Outcome(id = "0, 7", expect = Expect.ACCEPTABLE, desc = "The second one got it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both, or nobody, or not the row.")
@State
public class LastElement {
  private final Ring ring = Rings.onHeap(2);
  private final Run one = new Run();
  private final Run two = new Run();
  private int row = 7;

  public LastElement() {
    Rings.put(ring, 1);
  }

  @Actor
  public void first(II_Result seen) {
    seen.r1 = take(one);
  }

  @Actor
  public void second(II_Result seen) {
    seen.r2 = take(two);
  }

  private int take(Run lease) {
    if (ring.tryTake(lease, 1, 1, false) != RunStatus.OK) {
      return 0;
    }
    ring.release(lease);
    return row;
  }
}
