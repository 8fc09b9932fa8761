package io.forebay.jcstress;

import io.forebay.queue.TensorQueue;
import io.forebay.wait.Wait;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Pooled storage: who takes a payload sees its content; and the same payload memory is written
/// again only after it was read.
@JCStressTest
@Outcome(id = "1, 6, 0", expect = Expect.ACCEPTABLE, desc = "The first row; the second later.")
@Outcome(id = "1, 6, 7", expect = Expect.ACCEPTABLE, desc = "Both rows.")
@Outcome(id = "0, 6, 0", expect = Expect.ACCEPTABLE, desc = "No room yet.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A row lost, torn or overwritten.")
@State
public class PooledHandOff {
  private final TensorQueue queue = Queues.pooled(1);

  public PooledHandOff() {
    Queues.enqueue(queue, 6, Wait.NOT_AT_ALL);
  }

  @Actor
  public void producer(III_Result seen) {
    seen.r1 = Queues.enqueue(queue, 7, Wait.NOT_AT_ALL);
  }

  @Actor
  public void consumer(III_Result seen) {
    seen.r2 = Queues.dequeue(queue, Wait.NOT_AT_ALL);
    seen.r3 = Queues.dequeue(queue, Wait.NOT_AT_ALL);
  }
}
