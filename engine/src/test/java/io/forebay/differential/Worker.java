package io.forebay.differential;

import io.forebay.wait.Waiter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// A thread of [Workers], used for one call after another.
final class Worker {
  /// What it does, as far as the engine's parking is concerned.
  private enum State {
    RUNNING,
    PARKED,
    /// Unparked before it parks.
    PERMITTED
  }

  private final Workers workers;
  private final Thread thread;
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private volatile Runnable call;

  Worker(Workers workers) {
    this.workers = workers;
    this.thread = Thread.ofVirtual().name("worker").unstarted(this::work);
  }

  /// Starts a call. Only when it is idle.
  void start(Runnable newCall) {
    workers.begins();
    call = newCall;
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    } else {
      LockSupport.unpark(thread);
    }
  }

  /// True if its call has returned.
  boolean isIdle() {
    return call == null;
  }

  private void work() {
    workers.register(Waiter.current(), this);
    while (true) {
      Runnable mine = call;
      if (mine == null) {
        LockSupport.park();
      } else {
        mine.run();
        call = null;
        workers.ends();
      }
    }
  }

  /// The engine parks it.
  void park() {
    if (state.compareAndSet(State.RUNNING, State.PARKED)) {
      workers.ends();
      while (state.get() == State.PARKED) {
        LockSupport.park();
      }
    }
    state.set(State.RUNNING);
  }

  /// The engine unparks it.
  void unpark() {
    if (state.getAndSet(State.PERMITTED) == State.PARKED) {
      workers.begins();
      LockSupport.unpark(thread);
    }
  }

  /// Interrupts it, and ends its park, if it is that thread.
  void interruptIf(Thread other) {
    if (thread == other) {
      thread.interrupt();
      unpark();
    }
  }

  @Override
  public String toString() {
    return "%n%s %s %s".formatted(state, call, List.of(thread.getStackTrace()));
  }
}
