package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// Takes elements by random ways out, checks each, and remembers its id.
final class TrafficConsumer implements Call.Body<Void> {
  private final Traffic traffic;
  private final TensorQueue queue;
  private final Random random;
  private final long[] last;
  private LongStream.Builder ids = LongStream.builder();

  TrafficConsumer(Traffic traffic, int producers, long seed) {
    this.traffic = traffic;
    this.queue = traffic.queue();
    this.random = new Random(seed);
    this.last = new long[producers];
    Arrays.fill(last, -1);
  }

  /// The ids it saw; may be asked once.
  LongStream ids() {
    return ids.build();
  }

  @Override
  public Void run() {
    boolean ending = false;
    while (true) {
      int rows = ending ? 1 : 1 + random.nextInt(traffic.mostTaken());
      try {
        take(rows, traffic.wait(random));
      } catch (OutOfRangeException e) {
        assertTrue(queue.isClosed());
        if (rows == 1) {
          return null;
        }
        ending = true;
      } catch (InterruptedException | CancelledException e) {
        Thread.onSpinWait();
      }
    }
  }

  /// Takes what is left after a close.
  void drain() throws InterruptedException {
    Traffic.toTheEnd(() -> takeBatch(traffic.mostTaken(), 1, Wait.FOREVER));
  }

  private void take(int rows, Wait wait) throws InterruptedException {
    int how = random.nextInt(traffic.goods().isFixed() ? 5 : 3);
    if (how == 3 && rows == 1) {
      Tensor[] out = room(queue.spec().components());
      if (queue.dequeue(wait, out)) {
        see(out, 1);
      }
    } else if (how == 4) {
      Tensor[] out =
          room(queue.spec().components().stream().map(spec -> spec.stacked(rows)).toList());
      if (queue.dequeueMany(wait, rows, out)) {
        see(out, rows);
      }
    } else {
      takeBatch(rows, how, wait);
    }
  }

  private static Tensor[] room(List<TensorSpec> specs) {
    return specs.stream().map(Tensors::of).toArray(Tensor[]::new);
  }

  private void takeBatch(int rows, int how, Wait wait) throws InterruptedException {
    try (Batch batch = queue.newBatch(rows)) {
      boolean single = rows == 1 && (traffic.goods().isUndeclared() || random.nextBoolean());
      boolean taken =
          switch (how) {
            case 0 -> single ? queue.dequeue(batch, wait) : queue.dequeueMany(batch, wait);
            case 1 -> single ? queue.dequeue(batch, wait) : queue.dequeueUpTo(batch, wait);
            default ->
                single
                    ? queue.dequeue(batch, wait)
                    : queue.dequeueAvailable(batch, Duration.ofNanos(linger()), wait);
          };
      if (taken) {
        assertTrue(how != 0 || batch.rows() == rows);
        assertTrue(batch.rows() > 0);
        if (random.nextInt(8) == 0) {
          Thread.yield();
        }
        see(components(batch), batch.rows());
      }
    }
  }

  private int linger() {
    return random.nextInt(3) == 0 ? 0 : random.nextInt(100_000);
  }

  private Tensor[] components(Batch batch) {
    Tensor[] components = new Tensor[queue.spec().size()];
    Arrays.setAll(components, batch::component);
    return components;
  }

  private void see(Tensor[] components, int rows) {
    for (int row = 0; row < rows; row++) {
      long id = traffic.goods().check(components, rows, row);
      int producer = (int) (id >> 32);
      if (traffic.isOrdered()) {
        assertTrue(id > last[producer] || last[producer] < 0, () -> "order: " + id);
        last[producer] = id;
      }
      ids.add(id);
    }
  }
}
