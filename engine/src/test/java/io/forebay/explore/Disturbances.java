package io.forebay.explore;

import io.forebay.error.CancelledException;
import java.util.List;

/// Everybody but producers and consumers: closes of both kinds, interrupts, a cancellation, and a
/// look at the size.
final class Disturbances {
  private static final int LATEST = 500; // steps of its own before something happens
  private static final int SOON = 50;

  private final Trial trial;

  Disturbances(Trial trial) {
    this.trial = trial;
  }

  void addTo(List<Task> tasks, boolean cancels, boolean surely) {
    int victims = tasks.size();
    if (!trial.lone) {
      add(tasks, "close", this::close);
    }
    if (!trial.lone && trial.chance(15)) {
      add(tasks, "second close", this::close);
    }
    if (cancels) {
      add(tasks, "cancelling close", () -> cancel(surely));
    }
    for (int i = trial.random.nextInt(3); i > 0; i--) {
      add(tasks, "interrupter", () -> interrupt(tasks, victims));
    }
    if (trial.chance(50)) {
      add(tasks, "cancellation", this::cancelWaits);
    }
    if (trial.chance(20)) {
      add(tasks, "size", this::lookAtSize);
    }
  }

  private static void add(List<Task> tasks, String name, Task.Body body) {
    tasks.add(new Task(name, body));
  }

  void close() {
    delay();
    Task me = trial.scheduler.current();
    while (true) {
      try {
        noteWaiting();
        me.closes = true;
        me.begin("close", 1);
        trial.queue.close();
        trial.countClose();
        break;
      } catch (CancelledException e) {
        trial.require(trial.view.isClosed(), "close was cancelled, but open");
        break;
      } catch (InterruptedException e) {
        if (trial.view.isClosed()) {
          break;
        }
        me.closes = false;
      }
    }
    me.end();
  }

  /// Whoever waits in line now came before the close (Q21), if no other close is on its way.
  private void noteWaiting() {
    if (trial.view.isClosed() || trial.tasks.stream().anyMatch(task -> task.closes)) {
      return;
    }
    for (Task task : trial.tasks) {
      task.waitedBefore |= task.sleeps() && task.name.startsWith("producer");
    }
  }

  private void cancel(boolean afterRest) throws InterruptedException {
    if (afterRest) {
      trial.scheduler.rest();
    }
    delay();
    trial.cancel();
  }

  private void interrupt(List<Task> tasks, int victims) {
    trial.scheduler.points(trial.random.nextInt(LATEST));
    trial.scheduler.interrupt(tasks.get(trial.random.nextInt(victims + 1))); // the close, too
  }

  private void cancelWaits() {
    trial.scheduler.points(trial.random.nextInt(LATEST));
    trial.cancellation.cancel();
  }

  private void lookAtSize() {
    for (int i = trial.random.nextInt(20); i > 0; i--) {
      long size = trial.queue.size();
      long most = trial.capacity + 3L * (trial.capacity + 3);
      trial.require(size >= 0 && size <= most, "size " + size);
    }
  }

  private void delay() {
    if (trial.chance(35)) {
      trial.scheduler.rest();
    } else if (trial.chance(70)) {
      trial.scheduler.points(trial.random.nextInt(trial.hasty ? SOON : LATEST));
    }
  }
}
