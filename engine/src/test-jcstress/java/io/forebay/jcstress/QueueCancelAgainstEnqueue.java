package io.forebay.jcstress;

import io.forebay.queue.TensorQueue;
import io.forebay.wait.Wait;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A cancelling close against an enqueue that waits for room: it ends, and no row is lost.
@JCStressTest
@Outcome(id = "-1, 1", expect = Expect.ACCEPTABLE, desc = "Refused.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A row lost, or let in.")
@State
public class QueueCancelAgainstEnqueue {
  private final TensorQueue queue = Queues.fifo(1);

  public QueueCancelAgainstEnqueue() {
    Queues.enqueue(queue, 6, Wait.NOT_AT_ALL);
  }

  @Actor
  public void producer(II_Result seen) {
    seen.r1 = Queues.enqueue(queue, 7, Wait.FOREVER);
  }

  @Actor
  public void closer() {
    Queues.close(queue, true);
  }

  @Arbiter
  public void left(II_Result seen) {
    seen.r2 = (int) queue.size();
  }
}
