package io.forebay.jcstress;

import io.forebay.ring.NumberRing;
import io.forebay.ring.Run;
import io.forebay.ring.RunStatus;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A row that was gathered and freed is written again: not before it was read.
@JCStressTest
@Outcome(id = "7, 0", expect = Expect.ACCEPTABLE, desc = "Read; not free yet.")
@Outcome(id = "7, 1", expect = Expect.ACCEPTABLE, desc = "Read; written again afterwards.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Overwritten under the sampler.")
@State
public class ShuffleReuse {
  private final NumberRing free = Rings.numbers(1, true);
  private final int[] rows = {7};
  private final int[] sampled = new int[1];
  private final int[] popped = new int[1];
  private final Run claim = new Run();

  public ShuffleReuse() {
    free.tryPop(claim, sampled, 1, 1, false);
  }

  @Actor
  public void sampler(II_Result seen) {
    seen.r1 = rows[sampled[0]];
    free.push(sampled, 0, 1);
  }

  @Actor
  public void producer(II_Result seen) {
    if (free.tryPop(claim, popped, 1, 1, false) == RunStatus.OK) {
      rows[popped[0]] = 8;
      seen.r2 = 1;
    }
  }
}
