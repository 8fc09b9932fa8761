package io.forebay.jcstress;

import io.forebay.ring.NumberRing;
import io.forebay.ring.Run;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A row number that the sampler read brings the content of its row.
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Not pushed yet.")
@Outcome(id = "1, 7", expect = Expect.ACCEPTABLE, desc = "The whole row.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A row without its content.")
@State
public class ShuffleHandOff {
  private final NumberRing free = Rings.numbers(2, true);
  private final NumberRing ready = Rings.numbers(2, false);
  private final int[] rows = new int[2];
  private final int[] popped = new int[1];
  private final int[] sampled = new int[2];
  private final Run claim = new Run();

  @Actor
  public void producer() {
    free.tryPop(claim, popped, 1, 1, false);
    rows[popped[0]] = 7;
    ready.push(popped, 0, 1);
  }

  @Actor
  public void sampler(II_Result seen) {
    if (ready.read(sampled, 0, 0, 1) == 1) {
      seen.r1 = 1;
      seen.r2 = rows[sampled[0]];
    }
  }
}
