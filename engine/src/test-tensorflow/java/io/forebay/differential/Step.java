package io.forebay.differential;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// A step of a session that runs in a thread of its own: one caller of a queue.
final class Step implements QueueDriver.Attempt {
  private static final Duration A_MOMENT = Duration.ofMillis(1);

  private final Op op;
  private final Gate gate; // null: cannot be cancelled
  private final Duration limit;
  private final CompletableFuture<Outcome> outcome;
  private volatile NativeThread thread; // null before it runs

  /// Starts it.
  ///
  /// @param limit after which a step that should have ended counts as hung
  Step(Op op, Gate gate, Duration limit, Supplier<Outcome> run, Executor threads) {
    this.op = op;
    this.gate = gate;
    this.limit = limit;
    this.outcome = CompletableFuture.supplyAsync(() -> run(run), threads);
  }

  private Outcome run(Supplier<Outcome> run) {
    thread = NativeThread.current();
    return run.get();
  }

  /// What cancels it; null if nothing can.
  Gate gate() {
    return gate;
  }

  /// Waits for its end; false if it has not ended in that time.
  boolean endsWithin(Duration time) {
    try {
      outcome.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits until it has ended, or its thread has slept that long without a break.
  void untilItEndsOrSleepsFor(Duration time) {
    long end = System.nanoTime() + limit.toNanos();
    while (!endsWithin(A_MOMENT) && System.nanoTime() - end < 0) {
      if (thread != null && thread.sleepsFor(time)) {
        return;
      }
    }
  }

  @Override
  public boolean isDone() {
    return outcome.isDone();
  }

  @Override
  public Outcome outcome() {
    if (!endsWithin(limit)) {
      throw new Disagreement(op + " has not ended after " + limit.toMillis() + " ms");
    }
    try {
      return outcome.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Disagreement disagreement ? disagreement : e;
    }
  }

  @Override
  public String toString() {
    return op.toString();
  }
}
