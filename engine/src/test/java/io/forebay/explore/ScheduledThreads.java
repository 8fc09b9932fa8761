package io.forebay.explore;

import io.forebay.wait.Threads;
import io.forebay.wait.Waiter;
import java.util.HashSet;
import java.util.Set;

/// What the engine asks of threads, answered by the scheduler: parking, a virtual clock, and
/// monitors that are taken here first, so that the real ones are never contended.
final class ScheduledThreads extends Threads {
  private static final int SPURIOUS = 50; // one park in that many returns at once, for no reason

  private final Scheduler scheduler;
  private final int spins;
  private final Set<Object> held = new HashSet<>();

  ScheduledThreads(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.spins = scheduler.random.nextInt(8) == 0 ? 2 : 0;
  }

  boolean isHeld(Object monitor) {
    return held.contains(monitor);
  }

  @Override
  public void park(Waiter waiter, long nanos) {
    Task me = scheduler.current();
    scheduler.point();
    if (!me.permit && !me.thread.isInterrupted() && scheduler.random.nextInt(SPURIOUS) != 0) {
      me.deadline = nanos == Long.MAX_VALUE ? nanos : scheduler.clock() + nanos;
      scheduler.await(Task.State.PARKED);
    }
    me.permit = false;
    scheduler.point();
  }

  @Override
  public void unpark(Waiter waiter) {
    scheduler.permit(waiter.thread());
  }

  @Override
  public long nanoTime() {
    return scheduler.clock();
  }

  @Override
  public void yield() {
    scheduler.spin();
  }

  @Override
  public void pause() {
    scheduler.point();
  }

  @Override
  public void step() {
    scheduler.point();
  }

  @Override
  public int spins() {
    return spins;
  }

  @Override
  public void entering(Object monitor) {
    Task me = scheduler.current();
    if (me != null) {
      scheduler.point();
      while (isHeld(monitor)) {
        me.monitor = monitor;
        scheduler.await(Task.State.BLOCKED);
      }
      held.add(monitor);
      scheduler.witness().entered(monitor);
    }
  }

  @Override
  public void left(Object monitor) {
    scheduler.witness().leaves(monitor);
    held.remove(monitor);
    scheduler.changed();
  }
}
