package io.forebay.input;

import io.forebay.coordination.Operation;
import io.forebay.error.OutOfRangeException;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/// Lets so many calls pass, over all threads (I2).
final class EpochLimit {
  private final long limit;
  private final AtomicLong passed = new AtomicLong();

  EpochLimit(long limit) {
    if (limit < 1) {
      throw Refusal.of("numEpochs", limit, "at least 1, or none for no limit");
    }
    this.limit = limit;
  }

  /// False once all have passed, and from then on.
  boolean pass() {
    long before;
    do {
      before = passed.get();
      if (before == limit) {
        return false;
      }
    } while (!passed.compareAndSet(before, before + 1));
    return true;
  }

  /// An operation that ends with `OutOfRangeException`.
  static Operation on(Operation operation, long limit) {
    EpochLimit epochs = new EpochLimit(limit);
    return new Operation() {
      @Override
      public String name() {
        return operation.name();
      }

      @Override
      public void run(Cancellation cancellation) throws Exception {
        if (!epochs.pass()) {
          throw new OutOfRangeException(
              "'" + operation.name() + "': reached the limit of " + limit + " epochs");
        }
        operation.run(cancellation);
      }

      @Override
      public String toString() {
        return operation.name();
      }
    };
  }

  /// A source that ends.
  static <R> Source<R> on(Source<R> source, long limit) {
    EpochLimit epochs = new EpochLimit(limit);
    return new QueuedSource<>() {
      @Override
      public R newRecord() throws Exception {
        return source.newRecord();
      }

      @Override
      public boolean next(R record, Wait wait) throws Exception {
        return epochs.pass() && QueuedSource.read(source, record, wait);
      }

      @Override
      public void done(R record) {
        QueuedSource.done(source, record);
      }

      @Override
      public void close() throws IOException {
        source.close();
      }
    };
  }
}
