package io.forebay.weak;

import io.forebay.explore.Scheduler;
import io.forebay.explore.Task;
import io.forebay.ring.Layout;
import io.forebay.ring.NumberRing;
import io.forebay.ring.Run;
import io.forebay.ring.RunStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// One schedule of two shipped number rings, as a shuffle queue uses them: producers pop numbers of
/// free rows, write those rows into plain memory, and push them as ready; samplers, one at a time,
/// take all that are ready, then each gathers its rows and pushes them as free.
final class NumbersTrial {
  private final SplittableRandom random;
  private final Scheduler scheduler;
  private final WeakMemory memory;
  private final NumberRing free;
  private final NumberRing ready;
  private final int numbers;
  private final int[] content; // of each row
  private final Set<Integer> written = new HashSet<>();
  private final Set<Integer> read = new HashSet<>();
  private final Object sampling = new Object();
  private long sampled; // read by whoever holds `sampling`
  private int producing;

  NumbersTrial(long seed) {
    this.random = new SplittableRandom(seed);
    this.scheduler = new Scheduler(random.split(), true);
    this.memory = new WeakMemory(scheduler, random.split());
    this.numbers = 1 + random.nextInt(5);
    this.content = new int[numbers];
    Layout layout = new Layout();
    NumberRing.Offsets freeAt = NumberRing.Offsets.in(layout, numbers);
    NumberRing.Offsets readyAt = NumberRing.Offsets.in(layout, numbers);
    WeakWords words = new WeakWords(memory, layout.bytes(), random.nextBoolean());
    this.free = new NumberRing(words, freeAt, numbers, true);
    this.ready = new NumberRing(words, readyAt, numbers, false);
  }

  void run() {
    List<Task> tasks = new ArrayList<>();
    producing = 1 + random.nextInt(3);
    for (int i = producing; i > 0; i--) {
      tasks.add(new Task("producer " + i, this::produce));
    }
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      tasks.add(new Task("sampler " + i, this::sample));
    }
    scheduler.run(tasks, () -> {}, () -> "free " + free.tail() + ", ready " + ready.tail());
    Trials.require(read.equals(written), "written " + written + ", read " + read);
    Trials.require(
        free.tail() - free.head().position() == numbers, "free rows are missing at the end");
  }

  private void produce() {
    Run run = new Run();
    int[] mine = new int[numbers];
    for (int calls = 1 + random.nextInt(6); calls > 0; calls--) {
      int least = 1 + random.nextInt(numbers);
      int most = least + random.nextInt(numbers - least + 1);
      while (free.tryPop(run, mine, least, most, random.nextInt(3) == 0) != RunStatus.OK) {
        scheduler.spin();
      }
      for (int i = 0; i < run.live(); i++) {
        memory.races().write(mine[i]);
        content[mine[i]] = written.size() + 1;
        written.add(content[mine[i]]);
        scheduler.point();
      }
      ready.push(mine, 0, run.live());
    }
    producing--;
    scheduler.changed();
  }

  private void sample() {
    int[] mine = new int[numbers];
    while (producing > 0 || read.size() < written.size()) {
      int count = drawAll(mine);
      for (int i = 0; i < count; i++) {
        memory.races().read(mine[i]);
        int row = content[mine[i]];
        Trials.require(written.contains(row) && read.add(row), "row " + row + " twice or unsent");
        scheduler.point();
      }
      if (count > 0) {
        free.push(mine, 0, count);
        scheduler.changed();
      } else {
        scheduler.spin();
      }
    }
  }

  /// Takes all numbers up to the tail, as the head of a line does.
  private int drawAll(int[] mine) {
    scheduler.threads().entering(sampling);
    try {
      long end = ready.tail();
      int count = 0;
      while (sampled < end) {
        int more = ready.read(mine, count, sampled, (int) (end - sampled));
        count += more;
        sampled += more;
        if (more == 0) {
          scheduler.spin();
        }
      }
      return count;
    } finally {
      scheduler.threads().left(sampling);
    }
  }
}
