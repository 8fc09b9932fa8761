package io.forebay.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Several producers and consumers at once: every published row comes out once, whole, and in its
/// producer's order. The rows lie in a plain array, so only the ring orders access to them.
abstract class RingThreadsTests extends RingModelTests {
  private static final int ROWS = 8_000;
  private static final long PRODUCER = 1L << 32;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "3, 1, 1",
    "64, 1, 3",
    "1, 2, 2",
    "2, 2, 2",
    "3, 3, 1",
    "5, 2, 3",
    "8, 3, 3",
    "100, 2, 2"
  })
  void handsEveryRowOverOnce(int capacity, int producers, int consumers) throws Exception {
    Ring ring = ring(capacity, true, producers == 1);
    long[] rows = new long[(int) Ring.slots(capacity)];
    AtomicLong left = new AtomicLong((long) ROWS * producers);
    List<Future<?>> writers = new ArrayList<>();
    List<Future<long[]>> readers = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int p = 0; p < producers; p++) {
        int producer = p;
        writers.add(threads.submit(() -> produce(ring, rows, producer)));
      }
      for (int c = 0; c < consumers; c++) {
        Random random = new Random(c);
        readers.add(threads.submit(() -> consume(ring, rows, producers, left, random)));
      }
      for (Future<?> writer : writers) {
        writer.get(60, TimeUnit.SECONDS);
      }
      long[] sums = new long[producers];
      for (Future<long[]> reader : readers) {
        long[] seen = reader.get(60, TimeUnit.SECONDS);
        for (int p = 0; p < producers; p++) {
          sums[p] += seen[p];
        }
      }
      for (long sum : sums) {
        assertEquals(ROWS * (ROWS + 1L) / 2, sum);
      }
    }
    assertEquals(0, ring.size());
    assertEquals((long) ROWS * producers, ring.enqueued());
    assertEquals((long) ROWS * producers, ring.dequeued());
    assertEquals(0, ring.outstanding());
  }

  /// Numbers 1 to ROWS in order, in runs of random length, some of which are given up.
  private static void produce(Ring ring, long[] rows, int producer) {
    Random random = new Random(producer);
    Run run = new Run();
    int next = 1;
    while (next <= ROWS) {
      int most = Math.min(1 + random.nextInt(4), ROWS - next + 1);
      if (ring.tryClaim(run, 1, most, false) != RunStatus.OK) {
        Thread.yield();
        continue;
      }
      int keep = random.nextInt(5) == 0 ? random.nextInt(run.span() + 1) : run.span();
      for (int i = 0; i < keep; i++) {
        rows[(int) (run.first() + i) & (rows.length - 1)] = producer * PRODUCER + next++;
      }
      if (keep > 0) {
        ring.publish(run.first(), keep);
      }
      if (keep < run.span()) {
        ring.bury(run.first() + keep, run.span() - keep);
      }
    }
  }

  /// The sum of what it saw of each producer.
  private static long[] consume(
      Ring ring, long[] rows, int producers, AtomicLong left, Random random) {
    long[] last = new long[producers];
    long[] sums = new long[producers];
    Run run = new Run();
    while (left.get() > 0) {
      if (ring.tryTake(run, 1, 1 + random.nextInt(4), false) != RunStatus.OK) {
        Thread.yield();
        continue;
      }
      for (long position = run.first(); position < run.end(); position++) {
        if (ring.isRow(position)) {
          long row = rows[(int) position & (rows.length - 1)];
          int producer = (int) (row / PRODUCER);
          long number = row % PRODUCER;
          assertTrue(number > last[producer], "producer " + producer + ": " + number);
          last[producer] = number;
          sums[producer] += number;
        }
      }
      left.addAndGet(-run.live());
      ring.release(run);
    }
    return sums;
  }
}
