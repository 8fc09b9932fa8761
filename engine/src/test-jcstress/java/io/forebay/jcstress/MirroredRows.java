package io.forebay.jcstress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// A batch of two rows across the end of mirrored memory is a window, in which the second row lies
/// at another address than where it was written: whole all the same.
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Not there yet.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Both rows.")
@Outcome(id = "-2", expect = Expect.FORBIDDEN, desc = "A copy: memory is not mirrored here.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A row without its content.")
@State
public class MirroredRows {
  private final MirroredRing ring = MirroredRing.take();

  @Actor
  public void producer() {
    ring.write();
  }

  @Actor
  public void consumer(I_Result seen) {
    seen.r1 = ring.read();
  }

  @Arbiter
  public void giveBack() {
    ring.giveBack();
  }
}
