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

/// Two producers want the last free row of a shuffle queue: one gets it.
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "The first one got it.")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "The second one got it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A row for two, or for nobody.")
@State
public class LastNumber {
  private final NumberRing free = Rings.numbers(1, true);
  private final Run one = new Run();
  private final Run two = new Run();

  @Actor
  public void first(II_Result seen) {
    seen.r1 = pop(one);
  }

  @Actor
  public void second(II_Result seen) {
    seen.r2 = pop(two);
  }

  private int pop(Run run) {
    return free.tryPop(run, new int[1], 1, 1, false) == RunStatus.OK ? 1 : 0;
  }
}
