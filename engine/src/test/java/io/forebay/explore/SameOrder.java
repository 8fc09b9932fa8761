package io.forebay.explore;

import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.ExploredQueue;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Waiting;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A deterministic shuffle queue gives the same batches in every schedule: one ordered producer,
/// one consumer.
final class SameOrder {
  private static final int SCHEDULES = 4;

  private final long seed;
  private final int capacity;
  private final int minAfterDequeue;
  private final int total;
  private final int[] asks;

  SameOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.seed = seed;
    this.capacity = 1 + random.nextInt(8);
    this.minAfterDequeue = random.nextInt(capacity);
    this.total = 1 + random.nextInt(25);
    this.asks = random.ints(total + 2, 1, capacity + 3).toArray();
  }

  void run() {
    String first = schedule(0);
    for (int i = 1; i < SCHEDULES; i++) {
      String other = schedule(i);
      if (!first.equals(other)) {
        throw new AssertionError("orders differ: " + first + " and " + other);
      }
    }
  }

  private String schedule(int number) {
    SplittableRandom random = new SplittableRandom(seed * 31 + number);
    Scheduler scheduler = new Scheduler(random.split(), true);
    ExploredWords[] words = new ExploredWords[1];
    var memory =
        new ExploredQueue.Memory(
            bytes -> words[0] = new ExploredWords(scheduler, bytes),
            at -> words[0].peek(at),
            scheduler.threads);
    ExploredQueue view =
        ExploredQueue.shuffle(
            capacity,
            ShuffleConfig.of(minAfterDequeue).withSeed(seed).withDeterministic(true),
            Waiting.parking(),
            memory);
    List<String> batches = new ArrayList<>();
    Task producer = new Task("producer", () -> produce(view.queue(), random));
    Task consumer = new Task("consumer", () -> consume(view.queue(), batches));
    scheduler.run(List.of(producer, consumer), () -> {}, view::describe);
    view.queue().free();
    return batches.toString();
  }

  private void produce(TensorQueue queue, SplittableRandom random) throws InterruptedException {
    for (int from = 0; from < total; ) {
      int rows = Math.min(total - from, 1 + random.nextInt(3));
      long[] pairs = new long[2 * rows];
      for (int row = 0; row < rows; row++) {
        pairs[2 * row] = from + row;
      }
      queue.enqueueMany(Tensor.of(DType.INT64, Shape.of(rows, 2), MemorySegment.ofArray(pairs), 0));
      from += rows;
    }
    queue.close();
  }

  private void consume(TensorQueue queue, List<String> batches) throws InterruptedException {
    try {
      for (int rows : asks) {
        try (Batch batch = queue.newBatch(rows)) {
          queue.dequeueUpTo(batch);
          StringBuilder ids = new StringBuilder();
          for (int row = 0; row < batch.rows(); row++) {
            ids.append(batch.component(0).getLong(2L * row)).append(' ');
          }
          batches.add(ids.toString());
        }
      }
    } catch (OutOfRangeException e) {
      batches.add("end");
    }
  }
}
