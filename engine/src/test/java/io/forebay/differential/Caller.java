package io.forebay.differential;

import io.forebay.differential.Outcome.Status;
import io.forebay.error.CancelledException;
import io.forebay.error.InvalidArgumentException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.Claim;
import io.forebay.queue.ElementWriter;
import io.forebay.queue.EnqueueInterruptedException;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.util.List;

/// One caller of a Forebay queue, its cancellation and how its call ended.
final class Caller implements QueueDriver.Attempt, Runnable {
  private static final ElementWriter<Row, RuntimeException> WRITER = Elements::write;

  private final ForebayDriver driver;
  private final TensorQueue queue;
  private final Kind kind;
  private final Op op;
  private final int way;
  private final Cancellation.Flag cancellation = Cancellation.flag();
  private final Wait wait = Wait.under(cancellation);
  private volatile Thread thread;
  private volatile Outcome outcome;

  /// `way` picks one of the ways in or out.
  Caller(ForebayDriver driver, Op op, int way) {
    this.driver = driver;
    this.queue = driver.queue();
    this.kind = driver.kind();
    this.op = op;
    this.way = way;
  }

  /// Cancelled or interrupted, which is the same but for a close, which can only be interrupted.
  void cancel() {
    Thread waiting = thread;
    boolean byInterrupt = (way >>> 8) % 2 == 0;
    if (!byInterrupt || waiting == null || isDone() || op instanceof Op.Close) {
      cancellation.cancel();
    } else {
      driver.interrupt(waiting);
    }
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
    thread = Thread.currentThread();
    try {
      outcome = call();
    } catch (Throwable e) {
      outcome = Outcome.failed(Status.UNEXPECTED, e.toString());
    }
  }

  private Outcome call() {
    try {
      return Outcome.delivered(act());
    } catch (OutOfRangeException e) {
      return Outcome.failed(Status.OUT_OF_RANGE, Outcome.shortage(e.getMessage()));
    } catch (InvalidArgumentException e) {
      return Outcome.failed(Status.INVALID_ARGUMENT);
    } catch (CancelledException e) {
      return cancelled(e.rowsEnqueued());
    } catch (EnqueueInterruptedException e) {
      return cancelled(e.rowsEnqueued());
    } catch (InterruptedException e) {
      return cancelled(0);
    }
  }

  private Outcome cancelled(long rowsIn) {
    String told = op instanceof Op.EnqueueMany ? Outcome.rowsIn(rowsIn) : "";
    return Outcome.failed(Status.CANCELLED, told);
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
    int most = kind == Kind.PADDING ? 2 : 4; // of a padding queue nothing is written in place
    require(
        switch (way % most) {
          case 0 -> queue.enqueue(wait, mine().one(row));
          case 1 -> driver.mayLend() ? lend(row) : queue.enqueue(wait, mine().one(row));
          case 2 -> queue.enqueue(row, WRITER, wait);
          default -> claim(List.of(row));
        });
  }

  private boolean lend(Row row) throws InterruptedException {
    Tensor[] lent = new Elements(kind, driver.memory(), 1).one(row);
    return queue.enqueueByReference(wait, driver.lend(), lent);
  }

  private void enqueueMany(List<Row> rows) throws InterruptedException {
    if (way % 3 == 0 && isRoomFor(rows.size())) {
      require(claim(rows));
    } else {
      require(queue.enqueueMany(wait, mine().stacked(rows)) == rows.size());
    }
  }

  /// True if a claim of so many rows, which is all or nothing, does what an enqueueMany does.
  /// Exact, as nobody else moves.
  private boolean isRoomFor(int rows) {
    return rows > 0
        && rows <= largestClaim()
        && queue.waitingProducers() == 0
        && driver.capacity() - queue.size() >= rows;
  }

  private long largestClaim() {
    return switch (kind) {
      case FIFO -> driver.capacity();
      case SHUFFLE -> driver.capacity() - driver.minAfterDequeue();
      case PRIORITY -> 1;
      case PADDING -> 0;
    };
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
    Tensor[] wrong = mine().wrong(many);
    if (many) {
      queue.enqueueMany(wait, wrong);
    } else {
      queue.enqueue(wait, wrong);
    }
  }

  private List<Row> dequeue() throws InterruptedException {
    int way = this.way % 3;
    if (way == 0) {
      return dequeueMany(1);
    }
    if (way == 1 && kind != Kind.PADDING) {
      Tensor[] out = mine().empty();
      require(queue.dequeue(wait, out));
      return rows(1, out);
    }
    try (Batch batch = queue.newBatch(1)) {
      require(queue.dequeue(batch, wait));
      return rows(batch);
    }
  }

  private List<Row> dequeueMany(int n) throws InterruptedException {
    if (way % 4 == 0 && kind != Kind.PADDING) {
      Tensor[] out = mine().empty(Math.max(0, n));
      require(queue.dequeueMany(wait, n, out));
      return rows(n, out);
    }
    try (Batch batch = queue.newBatch(n)) {
      require(queue.dequeueMany(batch, wait));
      return rows(batch);
    }
  }

  private List<Row> dequeueUpTo(int n) throws InterruptedException {
    if (way % 4 == 0 && kind != Kind.PADDING) {
      Tensor[] out = mine().empty(Math.max(0, n));
      return rows(queue.dequeueUpTo(wait, n, out), out);
    }
    try (Batch batch = queue.newBatch(n)) {
      require(queue.dequeueUpTo(batch, wait));
      return rows(batch);
    }
  }

  private Elements mine() {
    return Elements.mine(kind);
  }

  private List<Row> rows(Batch batch) {
    return mine().rows(batch, driver.widths());
  }

  private List<Row> rows(int count, Tensor[] components) {
    return mine().rows(count, driver.widths(), components);
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
