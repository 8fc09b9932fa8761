package io.forebay.coordination;

import io.forebay.error.OpException;
import io.forebay.wait.Cancellation;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The body of one thread of a [QueueRunner].
final class RunnerThread implements Runnable {
  private static final System.Logger LOG = System.getLogger(QueueRunner.class.getName());
  private static final int MANY_TRIES = 10;
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final QueueRunner runner;
  private final Cancellation session;
  private final @Nullable Coordinator coordinator;
  private final Operation operation;
  private final int worker;

  RunnerThread(
      QueueRunner runner,
      Cancellation session,
      @Nullable Coordinator coordinator,
      Operation operation,
      int worker) {
    this.runner = runner;
    this.session = session;
    this.coordinator = coordinator;
    this.operation = operation;
    this.worker = worker;
  }

  /// Every way out counts the thread out exactly once (U16).
  @Override
  public void run() {
    Cancellation under = coordinator == null ? session : coordinator;
    boolean counted = false;
    try {
      runner.pin(worker);
      repeat(under);
    } catch (Throwable e) {
      if (isClosed(e)) {
        counted = !runner.isLast(session);
        if (!counted) {
          Thread.interrupted(); // an interrupt was for the operation; the queue must be closed
          runToEnd(runner.closeOperation(), under);
        }
      } else {
        report(e);
      }
    } finally {
      if (!counted) {
        runner.countOut(session);
      }
    }
  }

  /// The stop is looked at before every run (U12).
  private void repeat(Cancellation under) throws Exception {
    Operation repeated = operation;
    while (!under.isCancelled()) {
      repeated.run(under);
    }
  }

  private boolean isClosed(Throwable e) {
    return e instanceof OpException failure && runner.closedCodes().contains(failure.code());
  }

  private void report(Throwable e) {
    if (coordinator != null) {
      coordinator.requestStop(e);
      return;
    }
    LOG.log(System.Logger.Level.WARNING, () -> Thread.currentThread().getName() + " failed: " + e);
    runner.keep(e);
    throw CoordinatorException.unchecked(e);
  }

  /// Runs a close or a cancel operation, whoever interrupts meanwhile: who reads from the queue
  /// must not wait for ever. A stop, or a cancelling close, ends its wait. An interrupt stays set.
  ///
  /// After one interrupt it is run again at once, then with longer and longer pauses: an operation
  /// may say that it was interrupted every time.
  static void runToEnd(Operation operation, Cancellation under) {
    int interrupts = 0;
    while (!runQuietly(operation, under)) {
      if (++interrupts == MANY_TRIES) {
        LOG.log(
            System.Logger.Level.WARNING,
            () -> operation.name() + " was interrupted " + MANY_TRIES + " times, and is run again");
      }
      pause(interrupts);
    }
    if (interrupts > 0) {
      Thread.currentThread().interrupt();
    }
  }

  /// None after the first interrupt, then from a millisecond on twice as long each time. An
  /// interrupt ends it, and is one with those before.
  private static void pause(int interrupts) {
    if (interrupts > 1) {
      long nanos = TimeUnit.MILLISECONDS.toNanos(1) << Math.min(interrupts - 2, MANY_TRIES);
      LockSupport.parkNanos(Math.min(nanos, LONGEST_PAUSE_NANOS));
      Thread.interrupted();
    }
  }

  /// A failure means that the queue is closed already.
  ///
  /// @return false if it was interrupted, and there was no stop
  private static boolean runQuietly(Operation operation, Cancellation under) {
    try {
      operation.run(under);
      return true;
    } catch (InterruptedException e) {
      return under.isCancelled();
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.DEBUG, () -> operation.name() + " failed: " + e);
      return true;
    }
  }
}
