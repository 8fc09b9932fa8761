package io.forebay.session;

import io.forebay.coordination.Operation;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.PriorityQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A queue of random kind and size at some place of a chain, and random ways of filling and
/// draining it. Elements are one number; a priority queue has it as its priority too.
final class RandomStage {
  private static final TensorSpec NUMBER = TensorSpec.of(DType.INT64);
  private static final int MOST_ROWS = 12;
  private static final int KINDS = 6;

  private final TensorQueue queue;

  private RandomStage(TensorQueue queue) {
    this.queue = queue;
  }

  static RandomStage of(String name, Random random) {
    int kind = random.nextInt(KINDS);
    int capacity = 1 + random.nextInt(20);
    QueueConfig config = QueueConfig.of(capacity, NUMBER).withName(name);
    return new RandomStage(
        switch (kind) {
          case 0 -> new FifoQueue(config);
          case 1 -> new FifoQueue(config.withPooledStorage().withByteBudget(64 * capacity));
          case 2 -> new PaddingFifoQueue(config);
          case 3 -> new PriorityQueue(config);
          case 4 -> new ShuffleQueue(config, ShuffleConfig.of(random.nextInt(capacity)));
          default ->
              new ShuffleQueue(
                  config.withPooledStorage(), ShuffleConfig.of(random.nextInt(capacity)));
        });
  }

  TensorQueue queue() {
    return queue;
  }

  /// Fills it with 1, 2 and so on, up to the limit or the moment of failure.
  Operation source(String name, Random random, long limit, long failsAt) {
    int rows = 1 + random.nextInt(MOST_ROWS);
    boolean inPlace = random.nextBoolean();
    boolean deaf = random.nextInt(4) == 0;
    AtomicLong next = new AtomicLong();
    Tensor some = Tensor.allocate(Arena.ofAuto(), TensorSpec.of(DType.INT64, rows));
    return Operation.of(
        name,
        cancellation -> {
          long i = next.incrementAndGet();
          if (i == failsAt) {
            throw new IllegalArgumentException("injected");
          }
          if (i > limit) {
            throw new OutOfRangeException("the source is at its end");
          }
          Wait wait = deaf ? Wait.FOREVER : Wait.under(cancellation);
          if (inPlace) {
            queue.enqueue(i, RandomStage::write, wait);
          } else {
            queue.enqueueMany(wait, components(some));
          }
        });
  }

  private static void write(long value, io.forebay.tensor.Element slot) {
    for (int c = 0; c < slot.size(); c++) {
      slot.component(c).setLong(0, value);
    }
  }

  /// Moves rows from the one to the other.
  static Operation move(String name, RandomStage from, RandomStage into, Random random) {
    int rows = 1 + random.nextInt(MOST_ROWS);
    int way = random.nextInt(3);
    boolean deaf = random.nextInt(4) == 0;
    return Operation.of(
        name,
        cancellation -> {
          try (Batch batch = from.queue.newBatch(rows)) {
            if (from.take(batch, way, deaf ? null : cancellation)) {
              Wait wait = deaf ? Wait.FOREVER : Wait.under(cancellation);
              into.queue.enqueueMany(wait, into.components(last(batch, from)));
            }
          }
        });
  }

  /// Takes rows until there are no more, or so many were taken.
  void drain(Random random, long most, @Nullable Cancellation under) throws InterruptedException {
    int way = random.nextInt(3);
    try (Batch batch = queue.newBatch(1 + random.nextInt(MOST_ROWS))) {
      for (long taken = 0; taken < most; taken++) {
        take(batch, way, under);
        release(batch);
      }
    } catch (OutOfRangeException end) {
      return;
    }
  }

  private static void release(Batch batch) {
    batch.close();
  }

  private boolean take(Batch batch, int way, @Nullable Cancellation under)
      throws InterruptedException {
    Wait wait = under == null ? Wait.FOREVER : Wait.under(under);
    return switch (way) {
      case 0 -> queue.dequeueMany(batch, wait);
      case 1 -> queue.dequeueUpTo(batch, wait);
      default -> queue.dequeueAvailable(batch, Duration.ofNanos(100_000), wait);
    };
  }

  private static Tensor last(Batch batch, RandomStage from) {
    return batch.component(from.queue.spec().size() - 1);
  }

  private Tensor[] components(Tensor numbers) {
    Tensor[] components = new Tensor[queue.spec().size()];
    Arrays.fill(components, numbers);
    return components;
  }
}
