package io.forebay.queue;

import io.forebay.wait.Threads;
import io.forebay.wait.Waiter;

/// Threads that look for overdue leases whenever they wait in vain.
final class WatchingThreads extends Threads {
  private final Threads threads;
  private final Leases leases;

  WatchingThreads(Threads threads, Leases leases) {
    this.threads = threads;
    this.leases = leases;
  }

  @Override
  public void park(Waiter waiter, long nanos) {
    threads.park(waiter, Math.min(nanos, leases.reportOverdue(waiter)));
  }

  @Override
  public void idling(Waiter waiter) {
    leases.reportOverdue(waiter);
    threads.idling(waiter);
  }

  @Override
  public void unpark(Waiter waiter) {
    threads.unpark(waiter);
  }

  @Override
  public long nanoTime() {
    return threads.nanoTime();
  }

  @Override
  public void yield() {
    threads.yield();
  }

  @Override
  public void pause() {
    threads.pause();
  }

  @Override
  public int spins() {
    return threads.spins();
  }

  @Override
  public void step() {
    threads.step();
  }

  @Override
  public void entering(Object monitor) {
    threads.entering(monitor);
  }

  @Override
  public void left(Object monitor) {
    threads.left(monitor);
  }
}
