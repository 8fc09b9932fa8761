package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.Arrays;
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
      int rows = ending ? 1 : 1 + random.nextInt(Traffic.MOST_ROWS);
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
    Traffic.toTheEnd(() -> takeBatch(Traffic.MOST_ROWS, 1, Wait.FOREVER));
  }

  private void take(int rows, Wait wait) throws InterruptedException {
    int how = random.nextInt(5);
    if (how == 3 && rows == 1) {
      Tensor id = Tensors.scalar(0);
      Tensor numbers = Tensors.of(Traffic.ELEMENT[1]);
      if (queue.dequeue(wait, id, numbers)) {
        see(id.getLong(0), numbers);
      }
    } else if (how == 4) {
      Tensor id = Tensors.of(Traffic.ELEMENT[0].stacked(rows));
      Tensor numbers = Tensors.of(Traffic.ELEMENT[1].stacked(rows));
      if (queue.dequeueMany(wait, rows, id, numbers)) {
        see(id, numbers, rows);
      }
    } else {
      takeBatch(rows, how, wait);
    }
  }

  private void takeBatch(int rows, int how, Wait wait) throws InterruptedException {
    try (Batch batch = queue.newBatch(rows)) {
      boolean taken =
          switch (how) {
            case 0 -> queue.dequeueMany(batch, wait);
            case 1 -> queue.dequeueUpTo(batch, wait);
            default -> queue.dequeueAvailable(batch, Duration.ofNanos(linger()), wait);
          };
      if (taken) {
        assertTrue(how != 0 || batch.rows() == rows);
        assertTrue(batch.rows() > 0);
        if (random.nextInt(8) == 0) {
          Thread.yield();
        }
        see(batch.component(0), batch.component(1), batch.rows());
      }
    }
  }

  private int linger() {
    return random.nextInt(3) == 0 ? 0 : random.nextInt(100_000);
  }

  private void see(Tensor id, Tensor numbers, int rows) {
    for (int row = 0; row < rows; row++) {
      see(id.getLong(row), numbers.row(row));
    }
  }

  private void see(long id, Tensor numbers) {
    for (int i = 0; i < numbers.elementCount(); i++) {
      assertEquals(Traffic.number(id, i), numbers.getLong(i), "torn: " + id);
    }
    int producer = (int) (id >> 32);
    if (traffic.isOrdered()) {
      assertTrue(id > last[producer] || last[producer] < 0, () -> "order: " + id);
      last[producer] = id;
    }
    ids.add(id);
  }
}
