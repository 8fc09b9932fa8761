package io.forebay.faults;

import io.forebay.queue.Claim;
import io.forebay.queue.ElementWriter;
import io.forebay.queue.TensorQueue;
import io.forebay.wait.Wait;

/// The ways to write in place, each interrupted in the middle.
enum InPlaceForm {
  /// A writer that is given one element.
  WRITER {
    @Override
    void put(QueueKind kind, TensorQueue queue, Action then) throws Exception {
      queue.enqueue(kind, writer(then));
    }
  },
  /// The same with a limit of time.
  WRITER_IN_TIME {
    @Override
    void put(QueueKind kind, TensorQueue queue, Action then) throws Exception {
      queue.enqueue(kind, writer(then), Wait.NOT_AT_ALL);
    }
  },
  /// A claim of one row.
  CLAIM_OF_ONE {
    @Override
    void put(QueueKind kind, TensorQueue queue, Action then) throws Exception {
      claim(kind, queue, 1, then);
    }
  },
  /// A claim of three rows, of which one is written.
  CLAIM_OF_MANY {
    @Override
    void put(QueueKind kind, TensorQueue queue, Action then) throws Exception {
      claim(kind, queue, 3, then);
    }
  },
  /// A claim whose rows are written together, where they lie together.
  CLAIM_AS_ONE_TENSOR {
    @Override
    void put(QueueKind kind, TensorQueue queue, Action then) throws Exception {
      try (Claim claim = queue.newClaim(kind.claimable(2))) {
        queue.claim(claim);
        if (claim.isContiguous()) {
          claim.component(0).setLong(1, NEVER);
        }
        then.run();
        claim.publish();
      }
    }
  };

  /// What may never be read.
  static final long NEVER = 99;

  /// What happens after the first row is written.
  interface Action {
    void run() throws Exception;
  }

  /// Writes in place, with that in the middle.
  abstract void put(QueueKind kind, TensorQueue queue, Action then) throws Exception;

  private static ElementWriter<QueueKind, Exception> writer(Action then) {
    return (kind, slot) -> {
      kind.write(slot, NEVER);
      then.run();
    };
  }

  private static void claim(QueueKind kind, TensorQueue queue, int rows, Action then)
      throws Exception {
    try (Claim claim = queue.newClaim(kind.claimable(rows))) {
      queue.claim(claim);
      kind.write(claim.element(0), NEVER);
      then.run();
      claim.publish();
    }
  }
}
