package io.forebay.input;

import io.forebay.coordination.Operation;
import io.forebay.error.OutOfRangeException;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One worker of an input: reads a record, then enqueues it. Run by one thread; nothing but the end
/// leaves [#run], as `OutOfRangeException`. Allocates nothing for a record.
final class Worker<R> implements Operation {
  private final String name;
  private final Pipeline pipeline;
  private final Source<R> source;
  private final Feed.Maker<R> feeds;
  private final @Nullable Predicate<? super R> keepInput;
  private final Wait wait;
  // true while it has a record in hand that is not in the queue yet; release/acquire
  private final AtomicBoolean holding = new AtomicBoolean();
  private @Nullable R record;
  private @Nullable Feed<R> feed;

  Worker(
      String name,
      Pipeline pipeline,
      Source<R> source,
      Feed.Maker<R> feeds,
      @Nullable Predicate<? super R> keepInput) {
    this.name = name;
    this.pipeline = pipeline;
    this.source = source;
    this.feeds = feeds;
    this.keepInput = keepInput;
    this.wait = Wait.under(pipeline.coordinator());
  }

  @Override
  public String name() {
    return name;
  }

  /// Brings one record in.
  @Override
  public void run(Cancellation cancellation) {
    boolean more = false;
    try {
      more = !pipeline.isEnded() && readOne();
    } catch (Throwable e) {
      pipeline.failed(e);
    } finally {
      holding.setRelease(false);
    }
    if (!more) {
      throw new OutOfRangeException("input '" + pipeline.queue().name() + "': no more records");
    }
  }

  /// True while a record that was read is not in the queue yet.
  boolean isHolding() {
    return holding.getAcquire();
  }

  /// @return false at the end
  private boolean readOne() throws Exception {
    R mine = record;
    if (mine == null) {
      mine = begin();
    }
    if (!read(mine)) {
      return false;
    }
    holding.setRelease(true);
    if (keepInput == null || keepInput.test(mine)) {
      feed.enqueue(pipeline.queue(), mine, wait);
    }
    return true;
  }

  private boolean read(R mine) throws Exception {
    try {
      return source.next(mine);
    } catch (OutOfRangeException end) {
      return false;
    }
  }

  /// On the worker's own thread, so that what is made here may belong to it.
  private R begin() throws Exception {
    R mine = source.newRecord();
    feed = feeds.make(pipeline.scratch());
    record = mine;
    return mine;
  }
}
