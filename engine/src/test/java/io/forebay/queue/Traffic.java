package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.OutOfRangeException;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Random producers and consumers on one queue, with interrupts, cancellations, time limits of
/// microseconds and a random end; then an account of every element. What is random comes from the
/// seed, except the interleaving of the threads.
final class Traffic {
  /// The most rows of a call.
  static final int MOST_ROWS = 9;

  private final TensorQueue queue;
  private final Goods goods;
  private final boolean ordered;
  private final int mostTaken;
  private final int rowsEach;
  private final Random random;
  private final boolean virtual;
  private final AtomicLong through = new AtomicLong();
  private final AtomicLong lent = new AtomicLong();
  private final List<TrafficProducer> producers = new ArrayList<>();
  private final List<TrafficConsumer> consumers = new ArrayList<>();
  private final List<Call<?>> producing = new ArrayList<>();
  private final List<Call<?>> consuming = new ArrayList<>();
  private volatile Cancellation.Flag cancellation = Cancellation.flag();

  Traffic(TensorQueue queue, Goods goods, int rowsEach, boolean virtual, long seed) {
    this.queue = queue;
    this.goods = goods;
    this.ordered = queue instanceof FifoQueue || queue instanceof PaddingFifoQueue;
    this.mostTaken =
        goods.isUndeclared()
            ? 1
            : goods.hasPriority() ? (int) Math.min(MOST_ROWS, queue.capacity()) : MOST_ROWS;
    this.rowsEach = rowsEach;
    this.virtual = virtual;
    this.random = new Random(seed);
  }

  /// Starts the threads, disturbs them, ends them, counts.
  void run() throws InterruptedException {
    int producerCount = 2 + random.nextInt(3);
    int consumerCount = 2 + random.nextInt(3);
    for (int p = 0; p < producerCount; p++) {
      TrafficProducer producer = new TrafficProducer(this, p, random.nextLong());
      producers.add(producer);
      producing.add(start(producer));
    }
    for (int c = 0; c < consumerCount; c++) {
      TrafficConsumer consumer = new TrafficConsumer(this, producerCount, random.nextLong());
      consumers.add(consumer);
      consuming.add(start(consumer));
    }
    end();
    producing.forEach(Call::result);
    consuming.forEach(Call::result);
    account();
  }

  private Call<?> start(Call.Body<?> body) {
    return virtual ? Call.onVirtualThread(body) : Call.of(body);
  }

  /// Disturbs until the moment of the end has come: after the last row, or before; plain, or with
  /// cancel.
  private void end() throws InterruptedException {
    boolean early = random.nextInt(3) > 0;
    long last = early ? random.nextInt(producers.size() * rowsEach) : Long.MAX_VALUE;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (through.get() < last && producing.stream().anyMatch(Call::isRunning)) {
      disturb();
      long size = queue.size();
      long most = queue.capacity() + (long) MOST_ROWS * consumers.size();
      assertTrue(size >= 0 && size <= most, () -> "size " + size);
      assertTrue(System.nanoTime() < deadline, this::stacks);
      if (!consuming.stream().allMatch(Call::isRunning)) {
        queue.close(true); // one failed, and its failure is shown
      }
    }
    if (early && random.nextBoolean()) {
      queue.close(true);
    } else if (!queue.isClosed()) {
      queue.close();
    }
  }

  private String stacks() {
    return "hangs: " + producing + " " + consuming;
  }

  private void disturb() {
    int what = random.nextInt(40);
    if (what == 0) {
      Cancellation.Flag old = cancellation;
      cancellation = Cancellation.flag();
      old.cancel();
    } else if (what < 4) {
      List<Call<?>> side = what == 1 ? producing : consuming;
      side.get(random.nextInt(side.size())).interrupt();
    }
    Thread.yield();
  }

  private void account() throws InterruptedException {
    TrafficConsumer rest = new TrafficConsumer(this, producers.size(), 0);
    rest.drain();
    consumers.add(rest);
    long[] expected = producers.stream().flatMapToLong(TrafficProducer::ids).sorted().toArray();
    long[] seen = consumers.stream().flatMapToLong(TrafficConsumer::ids).sorted().toArray();
    assertTrue(Arrays.equals(expected, seen), () -> difference(expected, seen));
    assertEquals(0, queue.size());
    assertEquals(expected.length, queue.counters().enqueued());
    assertEquals(expected.length, queue.counters().dequeued());
    assertEquals(0, queue.waitingProducers() + queue.waitingConsumers());
    assertEquals(0, queue.bytes(), "bytes of the budget in use");
    assertEquals(0, lent.get(), "elements that lie in lent memory");
    if (queue.channel() instanceof PooledChannel pooled) {
      assertEquals(0, pooled.pool().outstandingBytes(), "bytes outstanding in the pool");
    }
  }

  private static String difference(long[] expected, long[] seen) {
    int at = Arrays.mismatch(expected, seen);
    return "in: %d, out: %d, differ from number %d on: %s and %s"
        .formatted(
            expected.length,
            seen.length,
            at,
            at < expected.length ? expected[at] : "end",
            at < seen.length ? seen[at] : "end");
  }

  TensorQueue queue() {
    return queue;
  }

  Goods goods() {
    return goods;
  }

  boolean isOrdered() {
    return ordered;
  }

  /// The most rows that a dequeue asks for: of a priority queue, what can be stored at once.
  int mostTaken() {
    return mostTaken;
  }

  /// Memory was lent, or came back.
  void lend(int delta) {
    lent.addAndGet(delta);
  }

  int rowsEach() {
    return rowsEach;
  }

  void countThrough(long rows) {
    through.addAndGet(rows);
  }

  /// Some wait: for ever, not at all, for microseconds; some of them may be cancelled.
  Wait wait(Random mine) {
    Cancellation current = cancellation; // another one may take its place meanwhile
    Wait wait =
        switch (mine.nextInt(4)) {
          case 0 -> Wait.FOREVER;
          case 1 -> Wait.NOT_AT_ALL;
          case 2 -> Wait.atMost(Duration.ofNanos(mine.nextInt(200_000)));
          default -> Wait.under(current);
        };
    return mine.nextInt(3) == 0 ? wait.orCancelledBy(current) : wait;
  }

  /// Runs until it ends by [OutOfRangeException].
  interface Drain {
    void run() throws InterruptedException;
  }

  static void toTheEnd(Drain drain) throws InterruptedException {
    try {
      while (true) {
        drain.run();
      }
    } catch (OutOfRangeException end) {
      return;
    }
  }
}
