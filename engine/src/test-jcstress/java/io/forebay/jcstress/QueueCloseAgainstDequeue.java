package io.forebay.jcstress;

import io.forebay.queue.TensorQueue;
import io.forebay.wait.Wait;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A producer enqueues its last row and closes; a consumer that waits gets the row, then the end.
@JCStressTest
@Outcome(id = "7, -1", expect = Expect.ACCEPTABLE, desc = "The row, then the end.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A row lost, or no end.")
@State
public class QueueCloseAgainstDequeue {
  private final TensorQueue queue = Queues.fifo(1);

  @Actor
  public void producer() {
    Queues.enqueue(queue, 7, Wait.FOREVER);
    Queues.close(queue, false);
  }

  @Actor
  public void consumer(II_Result seen) {
    seen.r1 = Queues.dequeue(queue, Wait.FOREVER);
    seen.r2 = Queues.dequeue(queue, Wait.FOREVER);
  }
}
