package io.forebay.jcstress;

import io.forebay.ring.BrokenWords;
import io.forebay.ring.Run;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// As [AnnounceAgainstPublish], without the fences: the wake-up is lost now and then, also on x86.
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "The sleeper sees the row.")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "The sleeper is woken.")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Both.")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "A lost wake-up.")
@State
public class KnownBadAnnounce {
  private final Woken woken = new Woken();
  private final Rings.Sleeping at = Rings.over(BrokenWords.Unfenced::new, 2, woken);
  private final Run claim = new Run();

  public KnownBadAnnounce() {
    at.ring().tryClaim(claim, 1, 1, false);
  }

  @Actor
  public void sleeper(II_Result seen) {
    at.sleepers().consumerNeeds().announce(0);
    seen.r1 = at.ring().isSettled(0) ? 1 : 0;
  }

  @Actor
  public void publisher(II_Result seen) {
    at.ring().publish(claim.first(), 1);
    seen.r2 = woken.consumer ? 1 : 0;
  }
}
