package io.forebay.weak;

import io.forebay.explore.Task;
import io.forebay.ring.Layout;
import io.forebay.ring.NeedWord;
import io.forebay.wait.Cancellation;
import io.forebay.wait.End;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiter;
import io.forebay.wait.Waiting;
import io.forebay.wait.WaitingLine;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.SleepingIdleStrategy;

/// One schedule of a shipped line: each who is its head uses plain memory, then leaves. Some wait
/// under a cancellation; whom it ends finds what was done before it. They park, or idle by a
/// strategy that sleeps until it is woken, so that nobody comes back who was not signalled; and now
/// and then there is a signal for no reason.
final class LineTrial {
  private static final String STATE = "state of the head";
  private static final String EFFECT = "what was done before the cancellation";
  private static final int[] ROWS = {1, 1, 2, WaitingLine.ALL};

  private final WeakWorld world;
  private final WaitingLine line;
  private final Waiting waiting;
  private final Cancellation.Flag flag = Cancellation.flag();
  private final List<Waiter> waiters = new ArrayList<>();

  LineTrial(long seed) {
    this.world = new WeakWorld(seed);
    Layout layout = new Layout();
    long word = layout.word();
    long need = layout.word();
    WeakWords words = world.words(layout.bytes());
    this.line =
        new WaitingLine(
            words, word, new NeedWord(words, need), (shut, rows) -> {}, world.scheduler.threads());
    this.waiting =
        world.random.nextInt(3) == 0
            ? Waiting.parking()
            : Waiting.idling(() -> new SleepingIdleStrategy(Long.MAX_VALUE));
  }

  void run() {
    List<Task> tasks = new ArrayList<>();
    for (int i = 2 + world.random.nextInt(3); i > 0; i--) {
      tasks.add(new Task("waiter " + i, this::visit));
    }
    if (world.random.nextBoolean()) {
      tasks.add(new Task("cancellation", this::cancel));
    }
    if (world.random.nextBoolean()) {
      tasks.add(new Task("disturber", this::disturb));
    }
    world.scheduler.run(tasks, () -> {}, () -> "line of " + line.length());
    Trials.require(line.isEmpty() && line.length() == 0, "somebody is in line at the end");
  }

  private void visit() {
    Waiter me = Waiter.current();
    waiters.add(me);
    for (int calls = 1 + world.random.nextInt(4); calls > 0; calls--) {
      Wait wait = world.random.nextBoolean() ? Wait.FOREVER : Wait.under(flag);
      me.begin(world.scheduler.threads(), waiting, wait, "line", "visit", 1);
      if (line.join(me, ROWS[world.random.nextInt(ROWS.length)]) || awaitHead(me)) {
        use();
      } else {
        world.memory.races().read(EFFECT);
      }
      line.leave(me);
      me.end();
    }
  }

  private boolean awaitHead(Waiter me) {
    while (!line.isHead(me)) {
      if (me.ended() == End.CANCELLED) {
        return false;
      }
      me.await();
    }
    return true;
  }

  private void use() {
    world.memory.races().write(STATE);
    world.scheduler.point();
    world.memory.races().read(STATE);
  }

  private void cancel() {
    world.points(100);
    world.memory.races().write(EFFECT);
    flag.cancel();
  }

  private void disturb() {
    for (int i = world.random.nextInt(6); i > 0; i--) {
      world.points(40);
      if (!waiters.isEmpty()) {
        waiters.get(world.random.nextInt(waiters.size())).signal();
      }
    }
  }
}
