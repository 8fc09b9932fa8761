package io.forebay.wait;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/// A thread in its role as one that may have to wait: one object a thread, reused for every wait,
/// so that waiting allocates nothing.
///
/// Only the thread itself begins, awaits and ends; any thread may [#signal].
public final class Waiter {
  /*
   * signalled and parked are the two words of the usual handshake: the sleeper raises parked, then looks at signalled; who
   * signals raises signalled, then looks at parked; both volatile, so one sees the other. A signal that comes when the thread
   * does not sleep stays until its next await, which then returns at once; every caller looks again after an await.
   */
  private static final ThreadLocal<Waiter> CURRENT = ThreadLocal.withInitial(Waiter::new);
  private static final VarHandle SIGNALLED = field("signalled");
  private static final int SPINS_BETWEEN_LOOKS = 32;

  private final Thread thread = Thread.currentThread();
  private volatile boolean signalled;
  private volatile boolean parked;

  @Nullable Waiter nextInLine; // guarded by the line
  boolean gating; // written by this thread, as narrowing: whether it asks for the gate
  boolean narrowing;
  @Nullable Waiter nextUnderCancellation; // guarded by the cancellation
  @Nullable Waiter previousUnderCancellation; // guarded by the cancellation

  private Threads threads = Threads.SYSTEM;
  private Wait wait = Wait.FOREVER;
  private long startNanos;
  private long lastNanos; // when the clock was last looked at
  private @Nullable IdleStrategy idle;
  private boolean idleParks;
  private String place =
      ""; // read by others for reports only, place, operation and rows: a stale value does no harm
  private String operation = "";
  private long rows;
  private boolean begun;
  private int openClaims; // counted by this thread, less those that others closed for it
  private final AtomicInteger claimsClosedElsewhere = new AtomicInteger();
  private long seenPosition;
  private int overtakings;

  private Waiter() {}

  /// The waiter of the current thread.
  public static Waiter current() {
    return CURRENT.get();
  }

  /// Begins a wait; [#end] ends it. `place` names the queue, `operation` and `rows` what is waited
  /// for.
  ///
  /// @throws IllegalStateException if the thread holds a claim: nobody waits while holding one; a
  ///   wait of no time at all is none
  public void begin(
      Threads ofQueue,
      Waiting waiting,
      Wait howLong,
      String atPlace,
      String forOperation,
      long forRows) {
    if (openClaims - claimsClosedElsewhere.get() > 0 && howLong.limitNanos() > 0) {
      throw new IllegalStateException(
          "queue '"
              + atPlace
              + "': "
              + forOperation
              + " would wait while this thread holds a claim (expected: publish or"
              + " close the claim first)");
    }
    this.threads = ofQueue;
    this.wait = howLong;
    this.startNanos = ofQueue.nanoTime();
    this.lastNanos = startNanos;
    this.place = atPlace;
    this.operation = forOperation;
    this.rows = forRows;
    this.idle = waiting.strategy();
    this.idleParks = Waiting.parks(idle);
    this.overtakings = 0;
    this.seenPosition = -1;
    this.begun = true;
    this.signalled = false;
    if (howLong.cancellation() != null) {
      howLong.cancellation().add(this);
    }
  }

  /// True from [#begin] to [#end].
  public boolean isBegun() {
    return begun;
  }

  /// Ends the wait; how long it took, in nanoseconds.
  public long end() {
    this.begun = false;
    if (wait.cancellation() != null) {
      wait.cancellation().remove(this);
    }
    this.operation = "";
    this.wait = Wait.FOREVER;
    return waitedNanos();
  }

  /// Nanoseconds since [#begin], 0 or more, and never fewer than before: where the clock is set
  /// back, no time has passed. By the thread itself.
  public long waitedNanos() {
    long now = threads.nanoTime();
    startNanos -= Math.max(0, lastNanos - now);
    lastNanos = now;
    return now - startNanos;
  }

  /// Whether the wait must end. Clears the interrupt status if that is the reason.
  public End ended() {
    if (wait.isCancelled()) {
      return End.CANCELLED;
    }
    if (Thread.interrupted()) {
      return End.INTERRUPTED;
    }
    return wait.isLimited() && waitedNanos() >= wait.limitNanos() ? End.TIMED_OUT : End.NOT_YET;
  }

  /// How often to wait for the announced position alone before looking at everything again: once
  /// for one that sleeps; more often for one that spins, since looking at words that the other side
  /// writes all the time slows it down.
  public int looks() {
    return Waiting.spins(idle) ? SPINS_BETWEEN_LOOKS : 1;
  }

  /// Waits for a signal, the end of the wait, or for no reason. The caller looks again afterwards.
  public void await() {
    await(Long.MAX_VALUE);
  }

  /// As [#await()], at most `nanos`.
  public void await(long nanos) {
    if (idle != null) {
      threads.idling(this);
      awaitIdling(idle);
      return;
    }
    long limit = wait.isLimited() ? Math.min(nanos, wait.limitNanos() - waitedNanos()) : nanos;
    if (limit > 0 && !spin()) {
      threads.step();
      parked = true;
      threads.step();
      if (!signalled && !wait.isCancelled()) {
        threads.park(this, limit);
      }
      parked = false;
    }
    signalled = false;
  }

  /// A strategy that parks does so for a time; a signal (the line's, as nobody else gives one) ends
  /// that, too.
  private void awaitIdling(IdleStrategy strategy) {
    if (!idleParks) {
      strategy.idle();
      return;
    }
    parked = true;
    if (!signalled) {
      strategy.idle();
    }
    parked = false;
    if (signalled) {
      signalled = false;
      strategy.reset();
    }
  }

  /// Ends the await that the thread is in, or its next one.
  public void signal() {
    if (!signalled && SIGNALLED.compareAndSet(this, false, true) && parked) {
      threads.unpark(this);
    }
  }

  /// Counts how often others moved the cursor of its side on while it waited; `position` is where
  /// the cursor is now.
  public int countOvertaking(long position) {
    if (position != seenPosition && seenPosition >= 0) {
      overtakings++;
    }
    seenPosition = position;
    return overtakings;
  }

  /// The thread now holds one more open claim. By the thread itself.
  public void claimOpened() {
    openClaims++;
  }

  /// The thread now holds one claim less. By any thread: a claim may be handed to another one.
  public void claimClosed() {
    if (Thread.currentThread() == thread) {
      openClaims--;
    } else {
      claimsClosedElsewhere.incrementAndGet();
    }
  }

  /// The thread itself.
  public Thread thread() {
    return thread;
  }

  private boolean spin() {
    for (int i = threads.spins(); i > 0 && !signalled; i--) {
      threads.pause();
    }
    return signalled;
  }

  private static VarHandle field(String name) {
    try {
      return MethodHandles.lookup()
          .findVarHandle(Waiter.class, name, boolean.class)
          .withInvokeExactBehavior();
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// What it waits for: `queue 'images': dequeueMany of 64`. The blocker that thread dumps show.
  @Override
  public String toString() {
    String what = operation;
    return what.isEmpty() ? "does not wait" : "queue '" + place + "': " + what + " of " + rows;
  }
}
