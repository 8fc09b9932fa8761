package io.forebay.lincheck;

import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Operation;
import io.forebay.coordination.QueueRunner;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.util.List;

/// Somebody requests a stop while a runner's thread waits for room: its threads end, the queue is
/// closed, and the rows that are in come out (U19).
public final class StopWorld extends QueueWorld {
  private int sent;

  /// Any number of runs.
  public StopWorld() {}

  /// Never ends.
  private final class Input implements Operation {
    @Override
    public String name() {
      return "endless input";
    }

    @Override
    public void run(Cancellation cancellation) throws InterruptedException {
      enqueue(sent, Wait.under(cancellation));
      sent++;
    }
  }

  @Override
  void play() {
    queue = fifo(1);
    sent = 0;
    Coordinator coordinator = new Coordinator();
    QueueRunner runner = QueueRunner.on(queue).operation(new Input()).build();
    List<Thread> threads = runner.createThreads(coordinator, true, true);
    coordinator.requestStop();
    await(threads);
    require(queue.isClosed(), "the queue is open");
    require(coordinator.error() == null, "the stop is an error");
    require(queue.size() == sent, "rows are lost");
  }
}
