package io.forebay.lincheck;

import io.forebay.ring.NeedWord;
import io.forebay.ring.Words;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiter;
import io.forebay.wait.Waiting;
import io.forebay.wait.WaitingLine;

/// Three threads join a waiting line, sleep until they are its head, and leave: one at a time is
/// head, nobody sleeps on, and the gate is shut only while somebody asks for it.
public final class LineWorld extends World {
  private ParkingThreads threads;
  private WaitingLine line;
  private int heads;
  private boolean shut;

  /// Any number of runs.
  public LineWorld() {}

  private final class Gate implements WaitingLine.Gate {
    @Override
    public void set(boolean toShut, int rows) {
      shut = toShut;
    }
  }

  private final class Joiner extends Actor {
    private final int rows;

    Joiner(int rows) {
      this.rows = rows;
    }

    @Override
    void act() {
      Waiter waiter = Waiter.current();
      waiter.begin(threads, Waiting.parking(), Wait.FOREVER, "line", "join", rows);
      if (!line.join(waiter, rows)) {
        while (!line.isHead(waiter)) {
          waiter.await();
        }
      }
      require(rows != WaitingLine.ALL || shut, "the gate is open");
      heads++; // plainly: heads are ordered by the line
      line.leave(waiter);
      waiter.end();
    }
  }

  @Override
  public void run() {
    threads = newThreads();
    Words words = words(512);
    line = new WaitingLine(words, 0, new NeedWord(words, 128), new Gate(), threads);
    heads = 0;
    shut = false;
    together(new Joiner(1), new Joiner(WaitingLine.ALL), new Joiner(1));
    require(heads == 3, "two heads at once");
    require(line.isEmpty() && line.length() == 0, "somebody is left in the line");
    require(!shut, "the gate stays shut");
  }
}
