package io.forebay.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/// What [NumberRing] promises.
abstract class NumberRingTests extends RingWakeupsTests {
  @EveryCapacity
  void aFullOneHoldsEveryNumberInOrder(int numbers) {
    NumberRing ring = numbers(numbers, true);
    int[] popped = new int[numbers + 1];
    assertEquals(numbers, ring.tail());
    assertTrue(ring.isPushed(numbers - 1));
    assertFalse(ring.isPushed(numbers));
    assertEquals(RunStatus.UNAVAILABLE, pop(ring, popped, numbers + 1, numbers + 1));
    assertEquals(RunStatus.OK, pop(ring, popped, 1, numbers + 1));
    assertEquals(numbers, run.live());
    for (int i = 0; i < numbers; i++) {
      assertEquals(i, popped[i]);
    }
    assertEquals(RunStatus.UNAVAILABLE, pop(ring, popped, 1, 1));
  }

  @EveryCapacity
  void anEmptyOneHoldsNone(int numbers) {
    NumberRing ring = numbers(numbers, false);
    assertEquals(0, ring.tail());
    assertEquals(0, ring.read(new int[1], 0, 0, 1));
    assertFalse(ring.isPushed(0));
    assertEquals(RunStatus.UNAVAILABLE, pop(ring, new int[1], 1, 1));
    assertEquals(0, ring.push(new int[] {7, 0, 7}, 1, 1));
    assertEquals(1, ring.read(new int[2], 0, 0, 2));
    assertTrue(ring.isPushed(0));
    assertEquals(0, ring.read(new int[1], 0, 1, 1));
  }

  /// Numbers go round from a full ring to an empty one and back, in random runs, as a queue of the
  /// model does.
  @EveryCapacity
  void isAQueueOverManyLaps(int numbers) {
    NumberRing ring = numbers(numbers, true);
    Random random = new Random(numbers);
    Deque<Integer> model = new ArrayDeque<>();
    List<Integer> outside = new ArrayList<>();
    for (int i = 0; i < numbers; i++) {
      model.add(i);
    }
    int[] row = new int[numbers + 3];
    for (int step = 0; step < 3_000; step++) {
      int least = 1 + random.nextInt(numbers);
      int most = least + random.nextInt(3);
      int there = Math.min(most, model.size());
      assertEquals(
          there >= least ? RunStatus.OK : RunStatus.UNAVAILABLE, pop(ring, row, least, most));
      for (int i = 0; there >= least && i < there; i++) {
        assertEquals(model.remove(), row[i]);
        outside.add(row[i]);
      }
      Collections.shuffle(outside, random);
      int back = random.nextInt(outside.size() + 1);
      for (int i = 0; i < back; i++) {
        row[i] = outside.removeLast();
        model.add(row[i]);
      }
      assertEquals(ring.head().position() + model.size() - back, ring.push(row, 0, back));
    }
  }

  @Test
  void gateAndCloseStopPopsOnly() {
    NumberRing ring = numbers(4, true);
    int[] row = new int[4];
    ring.head().gate(true, 0);
    assertEquals(RunStatus.GATED, pop(ring, row, 1, 1));
    assertEquals(RunStatus.OK, ring.tryPop(run, row, 1, 1, true));
    assertTrue(ring.head().close());
    assertEquals(RunStatus.CLOSED, ring.tryPop(run, row, 1, 1, true));
    assertEquals(4, ring.push(row, 0, 1), "a push never looks");
    assertEquals(1, ring.head().position());
  }

  /// Every number is with one owner at most, however many push and pop.
  @Test
  void givesANumberToOneOwnerAtATime() throws Exception {
    int numbers = 5;
    NumberRing ring = numbers(numbers, true);
    AtomicIntegerArray owners = new AtomicIntegerArray(numbers);
    List<Future<?>> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int worker = 0; worker < 4; worker++) {
        Random random = new Random(worker);
        workers.add(threads.submit(() -> popAndPush(ring, owners, random)));
      }
      for (Future<?> worker : workers) {
        worker.get(60, TimeUnit.SECONDS);
      }
    }
    assertEquals(RunStatus.OK, pop(ring, new int[numbers], numbers, numbers));
  }

  private static void popAndPush(NumberRing ring, AtomicIntegerArray owners, Random random) {
    int[] row = new int[3];
    Run run = new Run();
    for (int done = 0; done < 8_000; ) {
      if (ring.tryPop(run, row, 1, 1 + random.nextInt(3), false) == RunStatus.OK) {
        for (int i = 0; i < run.live(); i++) {
          assertEquals(1, owners.incrementAndGet(row[i]));
        }
        for (int i = 0; i < run.live(); i++) {
          owners.decrementAndGet(row[i]);
        }
        ring.push(row, 0, run.live());
        done++;
      } else {
        Thread.yield();
      }
    }
  }

  private RunStatus pop(NumberRing ring, int[] numbers, int least, int most) {
    return ring.tryPop(run, numbers, least, most, false);
  }
}
