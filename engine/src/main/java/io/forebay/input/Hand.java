package io.forebay.input;

import io.forebay.error.OutOfRangeException;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What one thread needs to bring records in: a record, a feed, a wait, all its own. Allocates
/// nothing itself for a record, nor does a feed that writes in place.
final class Hand<R> {
  private final InputRun run;
  private final Examples<R> examples;
  // the thread while it brings a record; set before, and cleared after, it looks at the run
  private final AtomicReference<@Nullable Thread> busy = new AtomicReference<>();
  // true while it has a record in hand that is not in the queue yet; release/acquire
  private final AtomicBoolean holding = new AtomicBoolean();
  private final LastWait waits = new LastWait();
  private @Nullable R record;
  private @Nullable Feed<R> feed;

  Hand(InputRun run, Examples<R> examples) {
    this.run = run;
    this.examples = examples;
  }

  /// Brings one record in; false if there was none, or it could not.
  boolean bringOne(Cancellation cancellation) {
    busy.set(Thread.currentThread());
    try {
      // looked at after being busy: whoever ends the input first says so, then interrupts the busy
      boolean over = run.isEnded() || cancellation.isCancelled();
      return !over && readOne(waits.under(cancellation));
    } catch (Throwable e) {
      run.failed(e, cancellation);
      return false;
    } finally {
      holding.setRelease(false);
      busy.setRelease(null);
    }
  }

  /// The thread that is at work with it now.
  @Nullable Thread busyThread() {
    return busy.get();
  }

  /// Interrupts that thread.
  void interrupt() {
    Thread thread = busy.get();
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// True while a record that was read is not in the queue yet.
  boolean isHolding() {
    return holding.getAcquire();
  }

  /// @return false at the end
  private boolean readOne(Wait wait) throws Exception {
    R mine = record;
    if (mine == null) {
      mine = begin();
    }
    if (!read(mine, wait)) {
      return false;
    }
    holding.setRelease(true);
    try {
      if (examples.keeps(mine)) {
        feed.enqueue(run.queue(), mine, wait);
      }
    } finally {
      QueuedSource.done(examples.source(), mine);
    }
    return true;
  }

  private boolean read(R mine, Wait wait) throws Exception {
    try {
      return QueuedSource.read(examples.source(), mine, wait);
    } catch (OutOfRangeException end) {
      return false;
    }
  }

  /// On the thread itself, so that what is made here may belong to it.
  private R begin() throws Exception {
    R mine = examples.source().newRecord();
    feed = examples.newFeed();
    record = mine;
    return mine;
  }
}
