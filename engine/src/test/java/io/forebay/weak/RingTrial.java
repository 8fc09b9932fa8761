package io.forebay.weak;

import io.forebay.explore.Scheduler;
import io.forebay.explore.Task;
import io.forebay.ring.Layout;
import io.forebay.ring.Ring;
import io.forebay.ring.Run;
import io.forebay.ring.RunStatus;
import io.forebay.ring.Sleepers;
import io.forebay.ring.Wakeups;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// One schedule of the shipped ring: producers write rows into slots of plain memory and publish
/// them, or bury them; consumers read and release them.
final class RingTrial {
  private static final Wakeups NOBODY =
      new Wakeups() {
        @Override
        public void wakeProducer() {}

        @Override
        public void wakeConsumer() {}

        @Override
        public void wakeCloser() {}
      };

  private final SplittableRandom random;
  private final Scheduler scheduler;
  private final WeakMemory memory;
  private final Ring ring;
  private final int capacity;
  private final long slots;
  private final boolean buries;
  private final int producers;
  private final Map<Long, Integer> rows = new HashMap<>(); // slot to what lies there
  private final Set<Integer> published = new HashSet<>();
  private final Set<Integer> read = new HashSet<>();
  private int rowsMade;
  private int producing;
  private long claimed;
  private boolean closed;

  RingTrial(long seed) {
    this.random = new SplittableRandom(seed);
    this.scheduler = new Scheduler(random.split(), true);
    this.memory = new WeakMemory(scheduler, random.split());
    this.capacity = 1 + random.nextInt(5);
    this.slots = Ring.slots(capacity);
    this.buries = random.nextInt(3) == 0;
    boolean oneProducer = random.nextInt(3) == 0;
    this.producers = oneProducer ? 1 : 1 + random.nextInt(3);
    Layout layout = new Layout();
    Ring.Offsets offsets = Ring.Offsets.in(layout, capacity);
    Sleepers.Offsets needs = Sleepers.Offsets.in(layout);
    WeakWords words = new WeakWords(memory, layout.bytes(), random.nextBoolean());
    Sleepers sleepers = new Sleepers(words, needs, NOBODY, false);
    this.ring = new Ring(words, offsets, capacity, sleepers, oneProducer);
  }

  void run() {
    List<Task> tasks = new ArrayList<>();
    for (int i = 1; i <= producers; i++) {
      tasks.add(new Task("producer " + i, this::produce));
    }
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      tasks.add(new Task("consumer " + i, this::consume));
    }
    tasks.add(new Task("observer", this::observe));
    producing = producers;
    scheduler.run(tasks, () -> {}, () -> "size " + ring.size());
    Trials.require(read.equals(published), "published " + published + ", read " + read);
    Trials.require(ring.size() == 0, "size is not 0 at the end");
    Trials.require(ring.outstanding() == 0, "something is outstanding at the end");
  }

  private void produce() {
    Run run = new Run();
    for (int calls = 1 + random.nextInt(6); calls > 0 && !closed; calls--) {
      int least = 1 + random.nextInt(capacity);
      int most = least + random.nextInt(capacity - least + 1);
      if (claim(run, least, most)) {
        int good = buries && random.nextInt(4) == 0 ? random.nextInt(run.span()) : run.span();
        write(run, good);
      }
    }
    if (--producing == 0 && random.nextInt(3) == 0) {
      ring.tail().close();
      closed = true;
    }
    scheduler.changed();
  }

  private boolean claim(Run run, int least, int most) {
    while (true) {
      RunStatus status = ring.tryClaim(run, least, most, random.nextInt(3) == 0);
      if (status != RunStatus.UNAVAILABLE) {
        claimed += status == RunStatus.OK ? run.span() : 0;
        return status == RunStatus.OK;
      }
      scheduler.spin();
    }
  }

  private void write(Run run, int good) {
    for (long position = run.first(); position < run.first() + good; position++) {
      memory.races().write(slot(position));
      rows.put(slot(position), ++rowsMade);
      published.add(rowsMade);
      scheduler.point();
    }
    if (good > 0) {
      ring.publish(run.first(), good);
    }
    if (good < run.span()) {
      memory.races().write(slot(run.first() + good)); // begun, and given up
      ring.bury(run.first() + good, run.span() - good);
    }
  }

  private void consume() {
    Run run = new Run();
    while (producing > 0 || read.size() < published.size()) {
      int least = producing > 0 ? 1 + random.nextInt(2) : 1;
      int most = least + random.nextInt(capacity + 1);
      if (ring.tryTake(run, least, most, random.nextInt(3) == 0) == RunStatus.OK) {
        readRows(run);
        ring.release(run);
        scheduler.changed();
      } else {
        scheduler.spin();
      }
    }
  }

  /// The size is one of some instant, so never more than fits; and who sees that the tail is closed
  /// sees all that was claimed.
  private void observe() {
    for (int i = random.nextInt(20); i > 0; i--) {
      if (ring.tail().isClosed()) {
        long end = ring.tail().position();
        Trials.require(end == claimed, "closed at " + end + ", claimed " + claimed);
      }
      long size = ring.size();
      Trials.require(buries || size <= capacity, "size " + size + ", capacity " + capacity);
    }
  }

  private void readRows(Run run) {
    int live = 0;
    for (long position = run.first(); position < run.end(); position++) {
      if (run.live() == run.span() || ring.isRow(position)) {
        memory.races().read(slot(position));
        int row = rows.get(slot(position));
        Trials.require(published.contains(row) && read.add(row), "row " + row + " twice or unsent");
        live++;
        scheduler.point();
      }
    }
    Trials.require(live == run.live(), "rows of a run: " + live + ", said " + run.live());
  }

  private long slot(long position) {
    return position & (slots - 1);
  }
}
