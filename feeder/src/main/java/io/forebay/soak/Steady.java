package io.forebay.soak;

import io.forebay.error.OutOfRangeException;
import io.forebay.queue.TensorQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Undisturbed traffic, each thread always in the same way, during which the heap bytes that the
/// threads allocate are counted.
///
/// In window after window, until one is as good as all must be: at first the code is not compiled,
/// and allocates what it will not once it is. Garbage of each element, or of each wait, shows in
/// every window. Where the machine is too slow for enough of them, nothing is known.
final class Steady {
  private static final long WINDOW = 20_000; // elements
  private static final int LEAST_WINDOWS = 3;
  private static final int JUDGED_WINDOWS = 20;
  private static final int MOST_WINDOWS = 60;
  private static final long PAUSE_NANOS = 5_000_000;

  private final RoundPlan plan;
  private final Limits limits;
  private final Crew crew;
  private final List<Producer> producers;
  private final List<Consumer> consumers;
  private volatile boolean over;
  private long windows;
  private long measured;

  Steady(
      RoundPlan plan,
      Limits limits,
      Crew crew,
      List<Producer> producers,
      List<Consumer> consumers) {
    this.plan = plan;
    this.limits = limits;
    this.crew = crew;
    this.producers = producers;
    this.consumers = consumers;
  }

  /// Runs it, to the end of the data.
  ///
  /// @return false if threads do not end
  boolean run(TensorQueue queue, Garbage garbage) throws InterruptedException {
    Random random = new Random(plan.seed());
    List<Thread> producing = new ArrayList<>();
    List<Thread> consuming = new ArrayList<>();
    for (Producer producer : producers) {
      int way = Producer.steadyWay(plan.kind(), random);
      producing.add(crew.start("producer", () -> produce(producer, way)));
    }
    consumers.forEach(c -> consuming.add(crew.start("consumer", () -> consume(c))));
    List<Thread> all = new ArrayList<>(producing);
    all.addAll(consuming);
    double best = bestWindow(all, garbage);
    over = true;
    boolean ended = crew.join(producing);
    queue.close(!ended);
    ended &= crew.join(consuming);
    boolean good = windows > 0 && best <= Garbage.MOST;
    if (good || windows >= JUDGED_WINDOWS) {
      garbage.add(best, measured);
    } else {
      garbage.addUnknown();
    }
    if (!good && windows >= JUDGED_WINDOWS) {
      crew.violations()
          .add(
              Violation.What.GARBAGE,
              String.format(
                  Locale.ROOT,
                  "%.3f bytes an element in the best of %d windows (expected: at most %.2f); %s",
                  best,
                  windows,
                  Garbage.MOST,
                  plan));
    }
    return ended;
  }

  private double bestWindow(List<Thread> threads, Garbage garbage) {
    long[] ids = threads.stream().mapToLong(Thread::threadId).toArray();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.steadyMillis());
    double best = Double.MAX_VALUE;
    long elements = taken();
    long bytes = garbage.allocated(ids);
    while (System.nanoTime() < end
        && threads.stream().allMatch(Thread::isAlive)
        && windows < MOST_WINDOWS
        && (windows < LEAST_WINDOWS || best > Garbage.MOST)) {
      LockSupport.parkNanos(PAUSE_NANOS);
      long now = taken();
      if (now - elements >= WINDOW) {
        long allocated = garbage.allocated(ids);
        best = Math.min(best, (double) (allocated - bytes) / (now - elements));
        measured += now - elements;
        windows++;
        elements = taken();
        bytes = garbage.allocated(ids);
      }
    }
    return best;
  }

  private long taken() {
    long taken = 0;
    for (Consumer consumer : consumers) {
      taken += consumer.taken();
    }
    return taken;
  }

  private void produce(Producer producer, int way) throws Exception {
    while (!over && producer.next() + plan.crowd().mostRows() <= plan.crowd().rowsEach()) {
      producer.steadyStep(way, plan.crowd().mostRows());
    }
  }

  private void consume(Consumer consumer) throws InterruptedException {
    try {
      while (true) {
        consumer.steadyStep(plan.crowd().mostRows());
      }
    } catch (OutOfRangeException end) {
      return;
    }
  }
}
