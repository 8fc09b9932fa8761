package io.forebay.queue;

import io.forebay.wait.Wait;
import java.util.Arrays;

/// The ways into a queue of single numbers.
enum WayIn {
  /// By copy, one by one.
  COPY {
    @Override
    long put(TensorQueue queue, Wait wait, long... values) throws InterruptedException {
      int done = 0;
      while (done < values.length && queue.enqueue(wait, Tensors.scalar(values[done]))) {
        done++;
      }
      return done;
    }
  },
  /// Written in place, one by one.
  IN_PLACE {
    @Override
    long put(TensorQueue queue, Wait wait, long... values) throws InterruptedException {
      int done = 0;
      while (done < values.length && queue.enqueue(values[done], WRITER, wait)) {
        done++;
      }
      return done;
    }
  },
  /// One claim for all, or several where that is more than can be claimed.
  CLAIM {
    @Override
    long put(TensorQueue queue, Wait wait, long... values) throws InterruptedException {
      int most = queue.channel().largestClaim();
      if (values.length > most) {
        long done = put(queue, wait, Arrays.copyOf(values, most));
        return done < most
            ? done
            : done + put(queue, wait, Arrays.copyOfRange(values, most, values.length));
      }
      try (Claim claim = queue.newClaim(values.length)) {
        if (!queue.claim(claim, wait)) {
          return 0;
        }
        for (int row = 0; row < values.length; row++) {
          claim.element(row).component(0).setLong(0, values[row]);
        }
        return claim.publish();
      }
    }
  },
  /// Stacked, by copy.
  MANY {
    @Override
    long put(TensorQueue queue, Wait wait, long... values) throws InterruptedException {
      return queue.enqueueMany(wait, Tensors.vector(values));
    }
  };

  static final ElementWriter<Long, RuntimeException> WRITER =
      (value, slot) -> slot.component(0).setLong(0, value);

  /// Puts the values in; how many are in when it ends.
  abstract long put(TensorQueue queue, Wait wait, long... values) throws InterruptedException;

  final long put(TensorQueue queue, long... values) throws InterruptedException {
    return put(queue, Wait.FOREVER, values);
  }
}
