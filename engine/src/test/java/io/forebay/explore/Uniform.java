package io.forebay.explore;

import io.forebay.queue.Batch;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.tensor.memory.MemoryPolicy;
import java.lang.foreign.MemorySegment;

/// Every resident is equally likely at every draw: the chi square of which element came at which
/// place, from a queue of six that is filled and emptied again and again.
final class Uniform {
  private static final int ELEMENTS = 6;
  private static final int ROUNDS = 20_000;

  /// 99.99 % lie below: 6/5 of a chi square of 25 degrees of freedom, since a round takes every
  /// element, and every place, once.
  private static final double LIMIT = 72;

  private Uniform() {}

  static void run(long seed) {
    QueueConfig config =
        QueueConfig.of(ELEMENTS, TensorSpec.of(DType.INT64)).withMemory(MemoryPolicy.PLAIN);
    ShuffleQueue queue = new ShuffleQueue(config, ShuffleConfig.of(0).withSeed(seed));
    long[][] seen = new long[ELEMENTS][ELEMENTS];
    try (Batch batch = queue.newBatch(ELEMENTS)) {
      for (int round = 0; round < ROUNDS; round++) {
        count(queue, batch, seen);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    queue.free();
    double square = square(seen);
    if (square > LIMIT) {
      throw new AssertionError("draws are not uniform: chi square " + square);
    }
  }

  private static void count(ShuffleQueue queue, Batch batch, long[][] seen)
      throws InterruptedException {
    MemorySegment numbers = MemorySegment.ofArray(new long[] {0, 1, 2, 3, 4, 5});
    queue.enqueueMany(Tensor.of(DType.INT64, Shape.of(ELEMENTS), numbers, 0));
    queue.dequeueMany(batch);
    for (int place = 0; place < ELEMENTS; place++) {
      seen[place][(int) batch.component(0).getLong(place)]++;
    }
    batch.close();
  }

  private static double square(long[][] seen) {
    double expected = (double) ROUNDS / ELEMENTS;
    double sum = 0;
    for (long[] place : seen) {
      for (long count : place) {
        sum += (count - expected) * (count - expected) / expected;
      }
    }
    return sum;
  }
}
