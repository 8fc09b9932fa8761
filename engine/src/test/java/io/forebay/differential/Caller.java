package io.forebay.differential;

import io.forebay.differential.Outcome.Status;
import io.forebay.error.CancelledException;
import io.forebay.error.InvalidArgumentException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.Claim;
import io.forebay.queue.ElementWriter;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.util.List;

/// One caller of a Forebay queue, its cancellation and how its call ended.
final class Caller implements QueueDriver.Attempt, Runnable {
  private static final ElementWriter<Row, RuntimeException> WRITER = Elements::write;

  private final TensorQueue queue;
  private final Op op;
  private final int way;
  private final Cancellation.Flag cancellation = Cancellation.flag();
  private final Wait wait = Wait.under(cancellation);
  private volatile Outcome outcome;

  /// `way` picks one of the ways in or out.
  Caller(TensorQueue queue, Op op, int way) {
    this.queue = queue;
    this.op = op;
    this.way = way;
  }

  void cancel() {
    cancellation.cancel();
  }

  /// It asked, and this is the answer.
  void answer(long number) {
    outcome = Outcome.answer(number);
  }

  @Override
  public boolean isDone() {
    return outcome != null;
  }

  @Override
  public Outcome outcome() {
    if (outcome == null) {
      throw new Disagreement(this + " (expected: ends, got: waits)");
    }
    return outcome;
  }

  @Override
  public void run() {
    try {
      outcome = call();
    } catch (Throwable e) {
      outcome = Outcome.failed(Status.UNEXPECTED, e.toString());
    }
  }

  private Outcome call() throws InterruptedException {
    try {
      return Outcome.delivered(act());
    } catch (OutOfRangeException e) {
      return Outcome.failed(Status.OUT_OF_RANGE, Outcome.shortage(e.getMessage()));
    } catch (InvalidArgumentException e) {
      return Outcome.failed(Status.INVALID_ARGUMENT);
    } catch (CancelledException e) {
      String told = op instanceof Op.EnqueueMany ? Outcome.rowsIn(e.rowsEnqueued()) : "";
      return Outcome.failed(Status.CANCELLED, told);
    }
  }

  private List<Row> act() throws InterruptedException {
    switch (op) {
      case Op.Enqueue(Row row) -> enqueue(row);
      case Op.EnqueueMany(List<Row> rows) -> enqueueMany(rows);
      case Op.EnqueueWrongShape(boolean many) -> enqueueWrong(many);
      case Op.Dequeue _ -> {
        return dequeue();
      }
      case Op.DequeueMany(int n) -> {
        return dequeueMany(n);
      }
      case Op.DequeueUpTo(int n) -> {
        return dequeueUpTo(n);
      }
      case Op.Close(boolean cancel) -> queue.close(cancel);
      default -> throw new IllegalArgumentException("not a call: " + op);
    }
    return List.of();
  }

  private void enqueue(Row row) throws InterruptedException {
    require(
        switch (way % 3) {
          case 0 -> queue.enqueue(wait, Elements.mine().one(row));
          case 1 -> queue.enqueue(row, WRITER, wait);
          default -> claim(List.of(row));
        });
  }

  private void enqueueMany(List<Row> rows) throws InterruptedException {
    if (way % 3 == 0 && isRoomFor(rows.size())) {
      require(claim(rows));
    } else {
      require(queue.enqueueMany(wait, Elements.mine().stacked(rows)) == rows.size());
    }
  }

  /// True if a claim of so many rows, which is all or nothing, does what an enqueueMany does.
  /// Exact, as nobody else moves.
  private boolean isRoomFor(int rows) {
    return rows > 0
        && rows <= queue.capacity() - stays()
        && queue.waitingProducers() == 0
        && queue.capacity() - queue.size() >= rows;
  }

  private int stays() {
    return queue instanceof ShuffleQueue shuffle ? shuffle.shuffle().minAfterDequeue() : 0;
  }

  private boolean claim(List<Row> rows) throws InterruptedException {
    try (Claim claim = queue.newClaim(rows.size())) {
      if (!queue.claim(claim, wait)) {
        return false;
      }
      for (int i = 0; i < rows.size(); i++) {
        Elements.write(rows.get(i), claim.element(i));
      }
      return claim.publish() == rows.size();
    }
  }

  private void enqueueWrong(boolean many) throws InterruptedException {
    Tensor[] wrong = Elements.mine().wrong(many);
    if (many) {
      queue.enqueueMany(wait, wrong);
    } else {
      queue.enqueue(wait, wrong);
    }
  }

  private List<Row> dequeue() throws InterruptedException {
    if (way % 2 == 0) {
      return dequeueMany(1);
    }
    Tensor[] out = Elements.mine().empty();
    require(queue.dequeue(wait, out));
    return Elements.rows(1, out);
  }

  private List<Row> dequeueMany(int n) throws InterruptedException {
    if (way % 3 == 0) {
      Tensor[] out = Elements.mine().empty(Math.max(0, n));
      require(queue.dequeueMany(wait, n, out));
      return Elements.rows(n, out);
    }
    try (Batch batch = queue.newBatch(n)) {
      require(queue.dequeueMany(batch, wait));
      return Elements.rows(batch);
    }
  }

  private List<Row> dequeueUpTo(int n) throws InterruptedException {
    if (way % 3 == 0) {
      Tensor[] out = Elements.mine().empty(Math.max(0, n));
      return Elements.rows(queue.dequeueUpTo(wait, n, out), out);
    }
    try (Batch batch = queue.newBatch(n)) {
      require(queue.dequeueUpTo(batch, wait));
      return Elements.rows(batch);
    }
  }

  private static void require(boolean inTime) {
    if (!inTime) {
      throw new Disagreement("a wait without a limit ran out");
    }
  }

  @Override
  public String toString() {
    return op + " (way " + way + ")";
  }
}
