package io.forebay.lincheck;

import io.forebay.ring.Layout;
import io.forebay.ring.Ring;
import io.forebay.ring.Run;
import io.forebay.ring.RunStatus;
import io.forebay.ring.Sleepers;
import io.forebay.ring.Words;

/// Two producers claim runs of two, of which the second buries one row; a consumer takes what is
/// there. Three of four slots are used, so runs cross the end of the ring. Every row comes out
/// once, whole, in the order of its producer.
public final class RunsWorld extends World {
  private static final int CAPACITY = 3;
  private static final int TRIES = 3;

  private Ring ring;
  private long[] rows;

  /// Any number of runs.
  public RunsWorld() {}

  private final class Producer extends Actor {
    private final int name;
    private final boolean buries;
    private int written;

    Producer(int name, boolean buries) {
      this.name = name;
      this.buries = buries;
    }

    @Override
    void act() {
      Run run = new Run();
      for (int i = 0; i < TRIES; i++) {
        if (ring.tryClaim(run, 1, 2, false) == RunStatus.OK) {
          write(run);
        }
      }
    }

    private void write(Run run) {
      int good = buries ? run.span() - 1 : run.span();
      for (int i = 0; i < good; i++) {
        rows[slot(run.first() + i)] = 10L * name + written++;
      }
      if (good > 0) {
        ring.publish(run.first(), good);
      }
      if (good < run.span()) {
        ring.bury(run.first() + good, run.span() - good);
      }
    }
  }

  private final class Consumer extends Actor {
    private final long[] last = {-1, -1, -1};
    private int read;

    @Override
    void act() {
      for (int i = 0; i < TRIES; i++) {
        take(2);
      }
    }

    void take(int most) {
      Run run = new Run();
      while (ring.tryTake(run, 1, most, false) == RunStatus.OK) {
        for (long position = run.first(); position < run.end(); position++) {
          if (ring.isRow(position)) {
            read(rows[slot(position)]);
          }
        }
        ring.release(run);
      }
    }

    private void read(long row) {
      int name = (int) row / 10;
      require(row % 10 == last[name] + 1, "row " + row + " comes after " + last[name]);
      last[name] = row % 10;
      read++;
    }
  }

  @Override
  public void run() {
    Layout layout = new Layout();
    Ring.Offsets ringAt = Ring.Offsets.in(layout, CAPACITY);
    Sleepers.Offsets sleepersAt = Sleepers.Offsets.in(layout);
    Words words = words(layout.bytes());
    ring =
        new Ring(
            words, ringAt, CAPACITY, new Sleepers(words, sleepersAt, new Nobody(), true), false);
    rows = new long[(int) Ring.slots(CAPACITY)];
    Producer one = new Producer(1, false);
    Producer two = new Producer(2, true);
    Consumer consumer = new Consumer();
    together(one, two, consumer);
    consumer.take(1);
    require(consumer.read == one.written + two.written, "rows are lost");
    require(ring.size() == 0, "size is " + ring.size());
  }

  private int slot(long position) {
    return (int) (position & (rows.length - 1));
  }
}
