package io.forebay.jcstress;

import io.forebay.queue.TensorQueue;
import io.forebay.wait.Wait;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A plain close against an enqueue: the row is in before, and counted when the close returns, or
/// refused.
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Enqueued before the close.")
@Outcome(id = "-1, 0", expect = Expect.ACCEPTABLE, desc = "Closed before the enqueue.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A row lost, or let in after the close.")
@State
public class QueueCloseAgainstEnqueue {
  private final TensorQueue queue = Queues.fifo(1);

  @Actor
  public void producer(II_Result seen) {
    seen.r1 = Queues.enqueue(queue, 7, Wait.FOREVER);
  }

  @Actor
  public void closer(II_Result seen) {
    Queues.close(queue, false);
    seen.r2 = (int) queue.size();
  }
}
