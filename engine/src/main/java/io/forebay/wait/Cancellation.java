package io.forebay.wait;

import org.jspecify.annotations.Nullable;

/// Something that can end waits: a coordinator, a session, or a [#flag].
///
/// Every wait under it ends with `CancelledException` once it is cancelled, having taken nothing,
/// and later calls under it fail before they wait. Thread-safe. A subclass turns [#isCancelled]
/// true and then calls [#wakeAll].
public abstract class Cancellation {
  private final Object lock = new Object(); // a subclass is public, and so is its monitor
  private @Nullable Waiter first; // guarded by lock: the waits under it, a list through the waiters

  /// For subclasses.
  protected Cancellation() {}

  /// A cancellation of its own, cancelled by [Flag#cancel].
  public static Flag flag() {
    return new Flag();
  }

  /// True from the moment it is cancelled.
  public abstract boolean isCancelled();

  /// Wakes every wait under it, so that it looks at [#isCancelled] again.
  protected final void wakeAll() {
    synchronized (lock) {
      for (Waiter waiter = first; waiter != null; waiter = waiter.nextUnderCancellation) {
        waiter.signal();
      }
    }
  }

  /// What the waits under it wait for, one line each: the thread, the queue and the operation.
  public final String describeWaits() {
    StringBuilder text = new StringBuilder();
    synchronized (lock) {
      for (Waiter waiter = first; waiter != null; waiter = waiter.nextUnderCancellation) {
        text.append(waiter.thread().getName()).append(": ").append(waiter).append('\n');
      }
    }
    return text.toString();
  }

  /// What a thread waits for under it: the queue and the operation; empty if it does not.
  public final String describeWait(Thread thread) {
    synchronized (lock) {
      for (Waiter waiter = first; waiter != null; waiter = waiter.nextUnderCancellation) {
        if (waiter.thread() == thread) {
          return waiter.toString();
        }
      }
    }
    return "";
  }

  final void add(Waiter waiter) {
    synchronized (lock) {
      waiter.previousUnderCancellation = null;
      waiter.nextUnderCancellation = first;
      if (first != null) {
        first.previousUnderCancellation = waiter;
      }
      first = waiter;
    }
  }

  final void remove(Waiter waiter) {
    synchronized (lock) {
      unlink(waiter);
    }
  }

  private void unlink(Waiter waiter) {
    Waiter before = waiter.previousUnderCancellation;
    Waiter after = waiter.nextUnderCancellation;
    if (before == null) {
      first = after;
    } else {
      before.nextUnderCancellation = after;
    }
    if (after != null) {
      after.previousUnderCancellation = before;
    }
    waiter.previousUnderCancellation = null;
    waiter.nextUnderCancellation = null;
  }

  /// A cancellation that is cancelled by hand, once.
  public static final class Flag extends Cancellation {
    private volatile boolean cancelled;

    private Flag() {}

    /// Ends every wait under it, now and from now on.
    public void cancel() {
      cancelled = true;
      wakeAll();
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public String toString() {
      return cancelled ? "cancelled flag" : "flag";
    }
  }
}
