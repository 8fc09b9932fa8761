package io.forebay.explore;

import io.forebay.queue.Batch;
import io.forebay.wait.Waiter;
import java.util.concurrent.locks.LockSupport;

/// A thread of a schedule. Its fields are touched only by whoever holds the baton.
public final class Task {
  /// Why it does not run.
  enum State {
    /// It may run.
    READY,
    /// Parked: until unparked, interrupted, or its deadline.
    PARKED,
    /// Waits for a monitor.
    BLOCKED,
    /// Spins: until something changes.
    SPINNING,
    /// Of its own will, until everybody is at rest.
    RESTING,
    /// At its end.
    DONE
  }

  /// What a task does.
  @FunctionalInterface
  public interface Body {
    void run() throws Exception;
  }

  final String name;
  final Body body;
  Thread thread;
  State state = State.READY;
  boolean permit;
  boolean interrupt; // to be delivered when it runs next
  long deadline = Long.MAX_VALUE;
  Object monitor;
  long seenVersion = -1; // all that had changed when it last began to look
  long frozenUntil;
  int priority;

  String doing = "";
  int wants; // rows it asks for, while inside a queue
  boolean closes; // it closes the queue
  boolean waitedBefore; // it waited in line when a plain close came
  boolean mayStop; // what it does may end by the clock or a cancellation
  Waiter waiter;
  Batch batch;
  Ledger.Call call; // of a producer
  private volatile boolean baton;

  /// A task that is not started.
  public Task(String name, Body body) {
    this.name = name;
    this.body = body;
  }

  void pass() {
    baton = true;
    LockSupport.unpark(thread);
  }

  /// Waits for the baton; the interrupt status is put aside meanwhile, since it would keep the
  /// thread from sleeping.
  void awaitBaton() {
    boolean interrupted = Thread.interrupted();
    while (!baton) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    baton = false;
    if (interrupted) {
      thread.interrupt();
    }
  }

  void deliverInterrupt() {
    if (interrupt) {
      interrupt = false;
      thread.interrupt();
    }
  }

  /// It is about to call the queue.
  void begin(String operation, int rows) {
    doing = operation + " of " + rows;
    wants = rows;
    waitedBefore = false;
  }

  /// The call has returned.
  void end() {
    doing = "";
    wants = 0;
    batch = null;
  }

  boolean canRun(long clock, long version, ScheduledThreads threads) {
    return switch (state) {
      case READY -> true;
      case PARKED -> permit || interrupt || deadline <= clock;
      case BLOCKED -> !threads.isHeld(monitor);
      case SPINNING -> seenVersion != version || interrupt;
      case RESTING, DONE -> false;
    };
  }

  /// True if it waits inside a queue.
  boolean sleeps() {
    return wants > 0 && (state == State.PARKED || state == State.SPINNING);
  }

  @Override
  public String toString() {
    return name
        + " "
        + state
        + (deadline == Long.MAX_VALUE ? "" : " until " + deadline)
        + (doing.isEmpty() ? "" : ": " + doing);
  }
}
