package io.forebay.explore;

import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.List;

/// A consumer: batches of all three kinds, read slowly now and then, until the end of the data.
final class Consumer {
  private enum Kind {
    EXACTLY,
    UP_TO,
    AVAILABLE
  }

  private final Trial trial;
  private final String name;
  private final int quota;
  private final List<long[]> batches;
  private boolean content; // with what is left: an exact request has failed

  Consumer(Trial trial, String name, int quota) {
    this.trial = trial;
    this.name = name;
    this.quota = quota;
    this.batches = trial.ledger.consumer();
  }

  boolean isEmpty() {
    return batches.isEmpty();
  }

  Task task() {
    return new Task(
        name,
        () -> {
          int calls = 0;
          while (calls++ < quota && consume()) {}
        });
  }

  /// Takes single rows to the end of the data.
  Task drain() {
    return new Task(name, () -> dequeueAll());
  }

  private void dequeueAll() throws InterruptedException {
    Task me = trial.scheduler.current();
    try {
      while (true) {
        me.begin("dequeue", 1);
        dequeueOne(Wait.FOREVER);
      }
    } catch (OutOfRangeException e) {
      checkEnd(1);
    } finally {
      me.end();
    }
  }

  /// @return false at the end
  private boolean consume() {
    int rows = trial.someRows();
    Kind kind = content ? Kind.UP_TO : trial.chance(30) ? Kind.UP_TO : Kind.EXACTLY;
    kind = trial.chance(12) ? Kind.AVAILABLE : kind;
    Task me = trial.scheduler.current();
    me.begin(kind.toString(), rows);
    try {
      if (rows == 1 && kind == Kind.EXACTLY && trial.chance(30)) {
        dequeueOne(trial.someWait());
      } else {
        take(me, rows, kind);
      }
    } catch (OutOfRangeException e) {
      boolean some = kind != Kind.EXACTLY || rows == 1;
      checkEnd(some ? 1 : rows);
      content = true;
      return !some;
    } catch (CancelledException e) {
      trial.require(
          me.mayStop && trial.cancellation.wasCancelled(), "cancelled: " + e.getMessage());
    } catch (InterruptedException e) {
      return true;
    } finally {
      me.end();
    }
    return true;
  }

  private void dequeueOne(Wait wait) throws InterruptedException {
    Tensor[] out = trial.rows.single();
    boolean taken = trial.queue.dequeue(wait, out);
    if (taken) {
      batches.add(new long[] {trial.rows.read(out)});
    }
    trial.require(taken || trial.scheduler.current().mayStop, "dequeue gave up without a limit");
  }

  private void take(Task me, int rows, Kind kind) throws InterruptedException {
    try (Batch batch = trial.queue.newBatch(rows)) {
      me.batch = batch;
      Wait wait = trial.someWait();
      boolean taken =
          switch (kind) {
            case EXACTLY -> trial.queue.dequeueMany(batch, wait);
            case UP_TO -> trial.queue.dequeueUpTo(batch, wait);
            case AVAILABLE ->
                trial.queue.dequeueAvailable(
                    batch, Duration.ofNanos(trial.random.nextInt(20_000)), wait);
          };
      me.end();
      trial.require(taken || me.mayStop, "a dequeue gave up without a limit");
      if (taken) {
        checkLength(batch.rows(), rows, kind);
        dawdle();
        batches.add(trial.rows.read(batch));
        dawdle();
      }
    }
  }

  /// A short batch is the last one.
  private void checkLength(int got, int asked, Kind kind) {
    boolean rest =
        kind == Kind.UP_TO && trial.view.isClosed() && (trial.view.isCancelled() || pending() == 0);
    boolean some = got > 0 && got < asked && (kind == Kind.AVAILABLE || rest);
    trial.require(got == asked || some, kind + " of " + asked + " got " + got);
  }

  /// OutOfRange: closed, and what is left is too little for `needed` (Q30 to Q37). A cancelling
  /// close ends at once, but what was complete before it counts.
  private void checkEnd(int needed) {
    trial.require(trial.view.isClosed(), "out of range, but open");
    boolean cancelled = trial.view.isCancelled();
    long left = cancelled ? trial.scheduler.atomically(trial.view::markedLeft) : pending();
    trial.require(left < needed, "out of range, but " + left + " rows for " + needed);
  }

  private long pending() {
    return trial.scheduler.atomically(trial.view::pending);
  }

  /// Now and then a batch is held long, or until everybody else is at rest.
  private void dawdle() {
    if (trial.chance(15)) {
      trial.scheduler.points(trial.random.nextInt(60));
    }
    if (trial.chance(4)) {
      trial.scheduler.rest();
    }
  }
}
