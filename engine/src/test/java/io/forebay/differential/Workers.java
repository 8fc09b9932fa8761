package io.forebay.differential;

import io.forebay.wait.MachineThreads;
import io.forebay.wait.Waiter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Threads that call queues, and the seam by which those park them: so it is known, without a
/// clock, when all of them have returned or sleep. They are virtual: a hand-over takes about a
/// microsecond.
final class Workers extends MachineThreads {
  private final Map<Waiter, Worker> byWaiter = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();
  private final List<Worker> all = new ArrayList<>();
  private final Deque<Worker> idle = new ArrayDeque<>();
  private final List<Worker> busy = new ArrayList<>();
  private volatile Thread observer;

  /// Starts a call on a thread of its own.
  void start(Runnable call) {
    Worker worker = idle.poll();
    if (worker == null) {
      worker = new Worker(this);
      all.add(worker);
    }
    busy.add(worker);
    worker.start(call);
  }

  /// Waits until every call has returned or sleeps until it is woken by another call.
  void awaitQuiet() {
    observer = Thread.currentThread();
    while (running.get() > 0) {
      LockSupport.park();
    }
    for (int i = busy.size() - 1; i >= 0; i--) {
      if (busy.get(i).isIdle()) {
        idle.push(busy.remove(i));
      }
    }
  }

  /// Calls that sleep; exact while it is quiet.
  int sleeping() {
    return busy.size();
  }

  /// Interrupts a thread that sleeps.
  void interrupt(Thread thread) {
    for (Worker worker : busy) {
      worker.interruptIf(thread);
    }
  }

  void begins() {
    running.incrementAndGet();
  }

  void ends() {
    if (running.decrementAndGet() == 0) {
      LockSupport.unpark(observer);
    }
  }

  void register(Waiter waiter, Worker worker) {
    byWaiter.put(waiter, worker);
  }

  /// Where they are.
  String describe() {
    return all.toString();
  }

  @Override
  public void park(Waiter waiter, long nanos) {
    byWaiter.get(waiter).park();
  }

  @Override
  public void unpark(Waiter waiter) {
    byWaiter.get(waiter).unpark();
  }

  @Override
  public long nanoTime() {
    return 0;
  }
}
