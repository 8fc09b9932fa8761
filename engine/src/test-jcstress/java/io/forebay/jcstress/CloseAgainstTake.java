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

/// Who decides about an end reads the close flag first: then no row that was complete before the
/// close is missed.
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Open and empty.")
@Outcome(id = "0, 7", expect = Expect.ACCEPTABLE, desc = "Open; the row.")
@Outcome(id = "1, 7", expect = Expect.ACCEPTABLE, desc = "Closed; the row.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The end, although a row is there.")
@State
public class CloseAgainstTake {
  private final Ring ring = Rings.onHeap(2);
  private final Run claim = new Run();
  private final Run lease = new Run();
  private int row;

  @Actor
  public void producer() {
    ring.tryClaim(claim, 1, 1, false);
    row = 7;
    ring.publish(claim.first(), 1);
    ring.tail().close();
  }

  @Actor
  public void consumer(II_Result seen) {
    seen.r1 = ring.tail().isClosed() ? 1 : 0;
    if (ring.tryTake(lease, 1, 1, true) == RunStatus.OK) {
      seen.r2 = row;
    }
  }
}
