package io.forebay.input;

import io.forebay.coordination.Operation;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Enqueues all rows of a tensor, once a run, in order or in a new permutation each time (I3).
final class EpochRows implements Operation {
  private final String name;
  private final TensorQueue queue;
  private final Function<? super Arena, Tensor> rows;
  private final @Nullable RandomGenerator shuffle; // guarded by this

  /// @param rows gives the tensor for an epoch, in the arena if it is made for that
  /// @param seed of the permutations, or null for none
  EpochRows(
      String name, TensorQueue queue, Function<? super Arena, Tensor> rows, @Nullable Long seed) {
    this.name = name;
    this.queue = queue;
    this.rows = rows;
    this.shuffle = seed == null ? null : new SplittableRandom(seed);
  }

  @Override
  public String name() {
    return name;
  }

  /// Enqueues one epoch.
  @Override
  public void run(Cancellation cancellation) throws InterruptedException {
    try (Arena arena = Arena.ofConfined()) {
      Tensor all = rows.apply(arena);
      if (shuffle != null) {
        int[] order = permutation(Math.toIntExact(all.shape().dim(0)), shuffle);
        all = new Gather(arena).rows(new Tensor[] {all}, order, order.length)[0];
      }
      queue.enqueueMany(Wait.under(cancellation), all);
    }
  }

  /// All orders are equally likely (Fisher and Yates).
  private synchronized int[] permutation(int n, RandomGenerator random) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int there = order[j];
      order[j] = order[i];
      order[i] = there;
    }
    return order;
  }

  @Override
  public String toString() {
    return name;
  }
}
