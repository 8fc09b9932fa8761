package io.forebay.jcstress;

import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.tensor.memory.MemoryPolicy;
import io.forebay.wait.Wait;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Small queues of pairs of numbers, both the same, for the tests; their memory goes with them.
final class Queues {
  static final int REFUSED = -1;

  private Queues() {}

  static TensorQueue fifo(int capacity) {
    return new FifoQueue(config(capacity).withMemory(MemoryPolicy.PLAIN));
  }

  static TensorQueue pooled(int capacity) {
    return new FifoQueue(config(capacity).withPooledStorage());
  }

  private static QueueConfig config(int capacity) {
    return QueueConfig.of(capacity, TensorSpec.of(DType.INT64, 2)).withArena(Arena.ofAuto());
  }

  /// Enqueues a row; 1, or 0 if there was no room, or [#REFUSED] by a closed queue.
  static int enqueue(TensorQueue queue, long id, Wait wait) {
    try {
      return queue.enqueue(wait, pair(new long[] {id, id})) ? 1 : 0;
    } catch (CancelledException e) {
      return REFUSED;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Dequeues a row; its number, or 0 if there was none, or [#REFUSED] at the end.
  static int dequeue(TensorQueue queue, Wait wait) {
    long[] pair = new long[2];
    try {
      return queue.dequeue(wait, pair(pair)) ? whole(pair[0], pair[1]) : 0;
    } catch (OutOfRangeException e) {
      return REFUSED;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static void close(TensorQueue queue, boolean cancels) {
    try {
      queue.close(cancels);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The number of a row, or one that nobody wrote if it is torn.
  static int whole(long first, long second) {
    return first == second ? (int) first : Integer.MIN_VALUE;
  }

  private static Tensor pair(long[] pair) {
    return Tensor.of(DType.INT64, Shape.of(2), MemorySegment.ofArray(pair), 0);
  }
}
