package io.forebay.explore;

import io.forebay.error.CancelledException;
import io.forebay.queue.ExploredQueue;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.agrona.concurrent.IdleStrategy;

/// One schedule: a queue, its producers, consumers, closers and disturbers, and what must hold.
final class Trial {
  private static final int LONGEST_WAIT = 40_000; // nanoseconds

  private final BiFunction<Scheduler, Long, TestWords> memory;
  final SplittableRandom random;
  final Scheduler scheduler;
  final Ledger ledger = new Ledger();
  final Rows rows;
  final boolean fifo;
  private final boolean pooled;
  private final boolean priority; // which is pooled
  final boolean lone; // one producer, which closes, too
  final int capacity;
  private int mostAtOnce = Integer.MAX_VALUE; // rows of a batch
  final ExploredQueue view;
  final TensorQueue queue;
  final TestCancellation cancellation;
  final List<Task> tasks = new ArrayList<>();
  private final boolean leavesEarly;
  final boolean cancels;
  final boolean hasty; // few calls, writers that fail or stand still, and an early close
  private boolean impatient; // waits often have a limit
  private int alike; // rows that all consumers ask for; 0: as many as they like
  private int closes;

  /// In every fourth schedule all consumers ask for as many rows, and often give up: then it is the
  /// gate alone that keeps them from overtaking one another.
  Trial(String kind, long seed) {
    this(kind, seed, ExploredWords::new);
    if (seed % 4 == 3 && capacity > 1) {
      this.alike = Math.min(2 + new SplittableRandom(seed).nextInt(capacity - 1), mostAtOnce);
      this.impatient = true;
    }
  }

  /// Its words are made by `memory`, of the scheduler and a number of bytes.
  Trial(String kind, long seed, BiFunction<Scheduler, Long, TestWords> memory) {
    this.memory = memory;
    this.random = new SplittableRandom(seed);
    this.fifo = kind.endsWith("fifo");
    this.priority = kind.equals("priority");
    this.pooled = priority || kind.startsWith("pooled");
    this.lone = kind.startsWith("lone");
    boolean idles = chance(7);
    this.scheduler =
        new Scheduler(random.split(), !idles); // most strategies refuse virtual threads
    this.rows = new Rows(scheduler, priority);
    this.cancellation = new TestCancellation(scheduler);
    this.capacity = pick(1, 2, 3, 4, 5, 7, 8);
    this.leavesEarly = !lone && chance(25);
    this.cancels = !lone && (leavesEarly || chance(20));
    this.hasty = pooled && chance(35);
    this.view = newQueue(idles ? Waiting.idling(() -> new Yielding(scheduler)) : Waiting.parking());
    this.queue = view.queue();
  }

  private record Yielding(Scheduler scheduler) implements IdleStrategy {
    @Override
    public void idle(int workCount) {
      scheduler.spin();
    }

    @Override
    public void idle() {
      scheduler.spin();
    }

    @Override
    public void reset() {}
  }

  private ExploredQueue newQueue(Waiting waiting) {
    TestWords[] words = new TestWords[1];
    var memory =
        new ExploredQueue.Memory(
            bytes -> words[0] = this.memory.apply(scheduler, bytes),
            at -> words[0].peek(at),
            scheduler.threads);
    int stay = Math.min(pick(0, 0, 1, capacity - 1, random.nextInt(capacity)), capacity - 1);
    ShuffleConfig shuffle = ShuffleConfig.of(stay).withSeed(random.nextLong());
    ExploredQueue made =
        pooled
            ? newPooledQueue(shuffle, waiting, memory)
            : fifo
                ? ExploredQueue.fifo(capacity, waiting, chance(50), lone, memory)
                : ExploredQueue.shuffle(capacity, shuffle, waiting, memory);
    words[0].onWrite(at -> checkAfterWrite(made, at));
    return made;
  }

  private void checkAfterWrite(ExploredQueue written, long at) {
    written.checkAfterWrite(at);
    Task me = scheduler.current();
    if (fifo && me != null) {
      ledger.claimed(me.call, written.claimed());
    }
  }

  private ExploredQueue newPooledQueue(
      ShuffleConfig shuffle, Waiting waiting, ExploredQueue.Memory memory) {
    int least = fifo || priority ? 1 : shuffle.minAfterDequeue() + 1;
    int budget = pick(capacity, capacity + 3, least + random.nextInt(capacity - least + 1));
    if (priority) {
      mostAtOnce = cancels ? mostAtOnce : Math.min(capacity, budget); // more waits for a close (P5)
      return ExploredQueue.priority(capacity, budget, waiting, memory);
    }
    return fifo
        ? ExploredQueue.pooledFifo(capacity, budget, waiting, chance(50), memory)
        : ExploredQueue.pooledShuffle(capacity, budget, shuffle, waiting, memory);
  }

  /// Runs it, and drains the queue.
  void run() {
    Disturbances disturb = new Disturbances(this);
    for (int i = lone ? 1 : 1 + random.nextInt(3); i > 0; i--) {
      tasks.add(new Producer(this, i).task(lone ? disturb::close : () -> {}));
    }
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      tasks.add(new Consumer(this, "consumer " + i, quota()).task());
    }
    disturb.addTo(tasks, cancels, leavesEarly);
    scheduler.run(tasks, this::checkSleepers, view::describe);
    Consumer last = new Consumer(this, "last consumer", Integer.MAX_VALUE);
    scheduler.run(List.of(last.drain()), this::checkSleepers, view::describe);
    check(last);
  }

  private void check(Consumer last) {
    ledger.checkRows();
    if (fifo) {
      ledger.checkFifo();
    }
    if (priority) {
      ledger.checkAscending();
    }
    require(cancels || last.isEmpty(), "rows are left although every consumer saw the end");
    require(queue.size() == 0, "size is not 0 at the end: " + view.describe());
    require(view.leftBehind() == null, "at the end: " + view.leftBehind());
    queue.free();
  }

  private int quota() {
    return leavesEarly ? 1 + random.nextInt(4) : Integer.MAX_VALUE;
  }

  /// All are at rest: may they be?
  private void checkSleepers() {
    int producer = 0;
    int consumer = 0;
    for (Task task : tasks) {
      if (task.sleeps()) {
        boolean first = view.isFirstProducer(task.waiter);
        boolean over = view.isClosed() && (view.isCancelled() || view.inFlight() == 0);
        require(!task.closes || !first && !over, "a close sleeps although it can go on");
        producer = first ? task.wants : producer;
        if (view.isFirstConsumer(task.waiter)) {
          consumer = task.wants - (task.batch == null ? 0 : ExploredQueue.held(task.batch));
        }
      }
    }
    String wrong = view.wronglyAsleep(producer, consumer);
    require(wrong == null, wrong);
  }

  /// How many rows the next batch asks for.
  int someRows() {
    int rows = pick(1, 1, 2, 3, capacity, capacity + 1, 1 + random.nextInt(capacity + 2));
    return alike > 0 ? alike : Math.min(rows, mostAtOnce);
  }

  /// How long the next call of the running task may wait.
  Wait someWait() {
    Task me = scheduler.current();
    int kind = random.nextInt(100);
    int patient = impatient ? 50 : 76;
    me.mayStop = kind >= patient;
    if (kind < patient) {
      return Wait.FOREVER;
    }
    if (kind < 90) {
      return Wait.atMost(Duration.ofNanos(random.nextInt(LONGEST_WAIT)));
    }
    return kind < 94 ? Wait.NOT_AT_ALL : Wait.under(cancellation);
  }

  /// A call was cancelled: rightly?
  void checkCancelled(CancelledException e) {
    Task me = scheduler.current();
    boolean stopped = me.mayStop && cancellation.wasCancelled();
    require(view.isClosed() || stopped, "cancelled, but open: " + e.getMessage());
    require(
        !me.waitedBefore || view.isCancelled() || stopped,
        "an enqueue that waited before the close was refused");
  }

  /// A cancelling close; what is complete now must still come out.
  void cancel() throws InterruptedException {
    if (!view.isCancelled()) {
      view.markComplete();
      scheduler.witness().told();
    }
    queue.close(true);
  }

  void countClose() {
    require(++closes == 1, "two plain closes succeeded");
    require(
        view.isCancelled() || view.inFlight() == 0, "plain close returned with claims in flight");
  }

  void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /// True in that many of a hundred cases.
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  int pick(int... values) {
    return values[random.nextInt(values.length)];
  }
}
