package io.forebay.lincheck;

import io.forebay.coordination.Operation;
import io.forebay.coordination.QueueRunner;
import io.forebay.error.OutOfRangeException;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;

/// Two threads of a runner come to the end of their input, and the last one closes the queue (U13).
public final class RunnerWorld extends QueueWorld {
  /// Any number of runs.
  public RunnerWorld() {}

  /// Enqueues one row, then says that there are no more.
  private final class Input implements Operation {
    private final long id;
    private boolean ended;

    Input(long id) {
      this.id = id;
    }

    @Override
    public String name() {
      return "input " + id;
    }

    @Override
    public void run(Cancellation cancellation) throws InterruptedException {
      if (ended) {
        throw new OutOfRangeException("end of the input");
      }
      ended = true;
      enqueue(id, Wait.under(cancellation));
    }
  }

  @Override
  void play() {
    queue = fifo(2);
    QueueRunner runner =
        QueueRunner.on(queue).operation(new Input(1)).operation(new Input(2)).build();
    await(runner.createThreads(null, true, true));
    require(queue.isClosed(), "nobody closed the queue");
    require(queue.size() == 2, "rows are lost");
    require(runner.createThreads(null, true, false).size() == 2, "threads are not counted out");
  }
}
