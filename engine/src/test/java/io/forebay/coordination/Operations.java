package io.forebay.coordination;

import io.forebay.error.OutOfRangeException;
import io.forebay.queue.FifoQueue;
import io.forebay.wait.Wait;
import java.util.concurrent.atomic.AtomicInteger;

/// Operations for the tests of queue runners.
public final class Operations {
  private Operations() {}

  /// Runs until all operations together ran `limit` times.
  public static Operation counting(String name, AtomicInteger runs, int limit) {
    return Operation.of(
        name,
        cancellation -> {
          if (runs.updateAndGet(n -> Math.min(n + 1, limit + 1)) > limit) {
            runs.set(limit);
            throw new OutOfRangeException("limit reached");
          }
        });
  }

  public static Operation failing(String name, Exception error) {
    return Operation.of(
        name,
        cancellation -> {
          throw error;
        });
  }

  /// Enqueues 0, 1, ... until `limit`.
  public static Operation enqueuing(FifoQueue into, long limit) {
    long[] next = {0};
    return Operation.of(
        "enqueue",
        cancellation -> {
          if (next[0] == limit) {
            throw new OutOfRangeException("end");
          }
          into.enqueue(
              next, (n, slot) -> slot.component(0).setLong(0, n[0]++), Wait.under(cancellation));
        });
  }

  public static Operation moving(FifoQueue from, FifoQueue into) {
    return Operation.of(
        "move",
        cancellation -> {
          try (var batch = from.newBatch(1)) {
            from.dequeueMany(batch, Wait.under(cancellation));
            into.enqueueMany(Wait.under(cancellation), batch.component(0));
          }
        });
  }
}
