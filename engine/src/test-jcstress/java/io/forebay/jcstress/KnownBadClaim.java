package io.forebay.jcstress;

import io.forebay.ring.BrokenWords;
import io.forebay.ring.Ring;
import io.forebay.ring.Run;
import io.forebay.ring.RunStatus;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// As [LastFreeSlot], with a compare-and-set in two steps: both get the slot now and then.
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "The first one got it.")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "The second one got it.")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE_INTERESTING, desc = "Both got it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Nobody got it.")
@State
public class KnownBadClaim {
  private final Ring ring = Rings.over(BrokenWords.Torn::new, 1);
  private final Run one = new Run();
  private final Run two = new Run();

  @Actor
  public void first(II_Result seen) {
    seen.r1 = ring.tryClaim(one, 1, 1, false) == RunStatus.OK ? 1 : 0;
  }

  @Actor
  public void second(II_Result seen) {
    seen.r2 = ring.tryClaim(two, 1, 1, false) == RunStatus.OK ? 1 : 0;
  }
}
