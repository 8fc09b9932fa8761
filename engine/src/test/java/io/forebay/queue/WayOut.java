package io.forebay.queue;

import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.time.Duration;

/// The ways out of a queue of single numbers.
enum WayOut {
  /// By copy, one by one.
  DEQUEUE {
    @Override
    long[] take(TensorQueue queue, int n, Wait wait) throws InterruptedException {
      Tensor out = Tensors.scalar(0);
      long[] values = new long[n];
      for (int i = 0; i < n; i++) {
        if (!queue.dequeue(wait, out)) {
          return null;
        }
        values[i] = out.getLong(0);
      }
      return values;
    }
  },
  /// In a batch.
  MANY {
    @Override
    long[] take(TensorQueue queue, int n, Wait wait) throws InterruptedException {
      try (Batch batch = queue.newBatch(n)) {
        return queue.dequeueMany(batch, wait) ? values(batch) : null;
      }
    }
  },
  /// Stacked, by copy.
  MANY_COPY {
    @Override
    long[] take(TensorQueue queue, int n, Wait wait) throws InterruptedException {
      Tensor out = Tensors.of(DType.INT64, n);
      return queue.dequeueMany(wait, n, out) ? Tensors.values(out) : null;
    }
  },
  /// In a batch that may be short after a close.
  UP_TO {
    @Override
    long[] take(TensorQueue queue, int n, Wait wait) throws InterruptedException {
      try (Batch batch = queue.newBatch(n)) {
        return queue.dequeueUpTo(batch, wait) ? values(batch) : null;
      }
    }
  },
  /// In a batch that leaves when it is full, or after an hour.
  AVAILABLE {
    @Override
    long[] take(TensorQueue queue, int n, Wait wait) throws InterruptedException {
      try (Batch batch = queue.newBatch(n)) {
        return queue.dequeueAvailable(batch, Duration.ofHours(1), wait) ? values(batch) : null;
      }
    }
  };

  /// Takes n values, or null if the time ran out.
  abstract long[] take(TensorQueue queue, int n, Wait wait) throws InterruptedException;

  final long[] take(TensorQueue queue, int n) throws InterruptedException {
    return take(queue, n, Wait.FOREVER);
  }

  static long[] values(Batch batch) {
    return Tensors.values(batch.component(0));
  }
}
