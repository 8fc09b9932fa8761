package io.forebay.explore;

import io.forebay.wait.Cancellation;

/// A cancellation whose flag is a scheduling point.
final class TestCancellation extends Cancellation {
  private final Scheduler scheduler;
  private boolean cancelled;

  TestCancellation(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  void cancel() {
    cancelled = true;
    scheduler.changed();
    scheduler.point();
    scheduler.atomically( // its monitor is no virtual one: nobody may come to it meanwhile
        () -> {
          wakeAll();
          return null;
        });
  }

  @Override
  public boolean isCancelled() {
    scheduler.point();
    return cancelled;
  }

  boolean wasCancelled() {
    return cancelled;
  }
}
