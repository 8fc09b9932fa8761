package io.forebay.explore;

import io.forebay.wait.Threads;
import io.forebay.wait.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Runs tasks, one at a time, in an order drawn from a seed.
///
/// Whoever runs chooses who runs next; there is no thread of the scheduler's own. The clock is
/// virtual: a step takes [#STEP_NANOS], and at rest it jumps to the next deadline.
public final class Scheduler {
  static final long STEP_NANOS = 100;
  private static final long STEP_LIMIT = 60_000;
  private static final int SPINNING_RESTS = 60;
  private static final long REST_NANOS = 20_000;

  final SplittableRandom random;
  final ScheduledThreads threads;
  private Witness witness = Witness.NONE;
  private final Policy policy;
  private final boolean virtual;
  private List<Task> tasks = List.of();
  private Task[] runnable = new Task[0];
  private Task current; // null: no schedule runs, and nothing is a scheduling point
  private Runnable atRest = () -> {};
  private Supplier<String> dump = () -> "";
  private Thread driver;
  private volatile boolean over;
  private Throwable failure;
  private int atomic;
  private long clock;
  private long steps;
  private long version;
  private long restVersion;
  private int restsSpinning;

  /// `virtual`: the tasks are virtual threads, whose switches cost a tenth.
  public Scheduler(SplittableRandom random, boolean virtual) {
    this.random = random;
    this.policy = new Policy(random.split());
    this.virtual = virtual;
    this.threads = new ScheduledThreads(this);
  }

  /// Tells it of what happens from now on.
  public void tell(Witness newWitness) {
    witness = newWitness;
  }

  /// Whom it tells.
  Witness witness() {
    return witness;
  }

  /// What queues ask of threads, answered by this scheduler.
  public Threads threads() {
    return threads;
  }

  /// Runs the tasks to their ends; `look` is called whenever all are at rest, `state` tells what
  /// else a failure should show.
  public void run(List<Task> all, Runnable look, Supplier<String> state) {
    tasks = all;
    runnable = new Task[all.size()];
    atRest = look;
    dump = state;
    steps = 0;
    over = false;
    driver = Thread.currentThread();
    witness.begins();
    Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
    for (Task task : all) {
      task.thread = builder.unstarted(() -> live(task));
    }
    all.forEach(task -> task.thread.start());
    current = policyChoice();
    current.pass();
    while (!over) {
      LockSupport.park(this);
    }
    if (failure != null) {
      throw new AssertionError(failure.getMessage(), failure);
    }
  }

  /// Who runs; null before and after a schedule.
  public Task current() {
    return current;
  }

  /// A scheduling point.
  public void point() {
    Task me = current;
    if (me == null || atomic > 0) {
      return;
    }
    tick();
    if (!policy.goesOn(me, steps)) {
      switchFrom(me);
    }
  }

  /// That many scheduling points.
  public void points(int count) {
    for (int i = 0; i < count; i++) {
      point();
    }
  }

  /// Stands still until all others are at rest.
  public void rest() {
    await(Task.State.RESTING);
  }

  /// True while nobody else runs: a test looks, or does something of one piece.
  public boolean isAtomic() {
    return atomic > 0;
  }

  /// Something of one piece: nobody else runs meanwhile.
  <T> T atomically(Supplier<T> what) {
    atomic++;
    try {
      return what.get();
    } finally {
      atomic--;
    }
  }

  /// Something changed that a spinning task may wait for.
  public void changed() {
    if (current != null && current.seenVersion == version) {
      current.seenVersion++; // by itself: no reason to look again
    }
    version++;
  }

  /// Interrupts another task.
  void interrupt(Task task) {
    task.interrupt = task != current && task.state != Task.State.DONE;
  }

  /// Fails the schedule.
  void fail(Throwable why) {
    if (failure == null) {
      failure = new AssertionError(why + "\n" + describe(), why);
    }
    throw new Ended();
  }

  /// The running task waits, as its state says, until it is chosen again.
  void await(Task.State state) {
    current.state = state;
    switchFrom(current);
  }

  /// The running task found nothing: it waits until something changes that it did not look at.
  public void spin() {
    Task me = current;
    if (me != null) {
      tick();
      await(Task.State.SPINNING);
      me.seenVersion = version;
    }
  }

  /// Ends the park of the task of that thread, or its next one.
  void permit(Thread thread) {
    point();
    for (Task task : tasks) {
      if (task.thread == thread) {
        task.permit = true;
      }
    }
    changed();
  }

  long clock() {
    return clock;
  }

  private void live(Task task) {
    task.awaitBaton();
    try {
      if (failure == null) {
        task.waiter = Waiter.current();
        task.deliverInterrupt();
        task.body.run();
      }
    } catch (Ended e) {
      // the failure is noted
    } catch (Throwable e) {
      if (failure == null) {
        failure = new AssertionError(task.name + ": " + e + "\n" + describe(), e);
      }
    }
    task.state = Task.State.DONE;
    version++;
    handOn();
  }

  /// The task that ran is at its end.
  private void handOn() {
    try {
      current = policyChoice();
    } catch (Ended e) {
      current = undone();
    }
    if (current == null) {
      over = true;
      LockSupport.unpark(driver);
    } else {
      current.pass();
    }
  }

  private void tick() {
    if (failure != null) {
      throw new Ended();
    }
    clock += STEP_NANOS;
    if (++steps > STEP_LIMIT) {
      fail(new AssertionError("no end after " + steps + " steps"));
    }
  }

  private void switchFrom(Task me) {
    Task next = policyChoice();
    if (next != me) {
      current = next;
      next.pass();
      me.awaitBaton();
      if (failure != null) {
        throw new Ended();
      }
    }
    me.deliverInterrupt();
  }

  /// The next to run; null if all are done.
  private Task policyChoice() {
    while (failure == null) {
      int count = 0;
      for (Task task : tasks) {
        if (task.canRun(clock, version, threads)) {
          runnable[count++] = task;
        }
      }
      if (count > 0) {
        Task next = policy.choose(runnable, count, steps);
        next.state = Task.State.READY;
        next.deadline = Long.MAX_VALUE;
        return next;
      }
      if (undone() == null) {
        return null;
      }
      leaveRest();
    }
    throw new Ended();
  }

  private Task undone() {
    for (Task task : tasks) {
      if (task.state != Task.State.DONE) {
        return task;
      }
    }
    return null;
  }

  /// All are at rest: looks, then lets one that waited for this go on, else lets time pass.
  private void leaveRest() {
    if (witness.rests() && spins()) {
      version++;
      return;
    }
    try {
      atomically(() -> {
        atRest.run();
        return null;
      });
    } catch (AssertionError e) {
      fail(e);
    }
    List<Task> resting = new ArrayList<>();
    long next = Long.MAX_VALUE;
    boolean spinning = false;
    for (Task task : tasks) {
      if (task.state == Task.State.RESTING) {
        resting.add(task);
      }
      next = Math.min(next, task.deadline);
      spinning |= task.state == Task.State.SPINNING;
    }
    restsSpinning = version == restVersion ? restsSpinning + 1 : 0;
    if (!resting.isEmpty()) {
      resting.get(random.nextInt(resting.size())).state = Task.State.READY;
    } else if (next < Long.MAX_VALUE) {
      clock = Math.max(clock, next);
    } else if (spinning && restsSpinning < SPINNING_RESTS) {
      clock += REST_NANOS;
      restVersion = ++version;
    } else {
      fail(new AssertionError("deadlock"));
    }
  }

  private boolean spins() {
    return tasks.stream().anyMatch(task -> task.state == Task.State.SPINNING);
  }

  private String describe() {
    StringBuilder text = new StringBuilder("after " + steps + " steps, clock " + clock + "\n");
    tasks.forEach(
        task -> text.append("  ").append(task == current ? "* " : "  ").append(task).append('\n'));
    try {
      atomic++;
      return text.append(dump.get()).toString();
    } catch (RuntimeException e) {
      return text.append(e).toString();
    }
  }
}
