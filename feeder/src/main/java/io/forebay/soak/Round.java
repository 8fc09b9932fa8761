package io.forebay.soak;

import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Operation;
import io.forebay.coordination.QueueRunner;
import io.forebay.coordination.QueueRunnerBuilder;
import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.TensorQueue;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One round: a queue, threads that fill and empty it, disturbances, restarts, an end, and an
/// account of every element.
final class Round {
  private static final long PAUSE_NANOS = 50_000;

  private final RoundPlan plan;
  private final Limits limits;
  private final Tally tally;
  private final Violations violations;
  private final TensorQueue queue;
  private final Ledger ledger;
  private final Random random;
  private final Crew crew;
  private final Garbage garbage;
  private final Stage stage;
  private final List<Producer> producers = new ArrayList<>();
  private final List<Consumer> consumers = new ArrayList<>();

  Round(RoundPlan plan, SoakPlan soak, Books books, Arena arena) {
    this.plan = plan;
    this.limits = soak.limits();
    this.tally = books.tally();
    this.garbage = books.garbage();
    this.violations = books.violations();
    this.queue = plan.queue();
    this.ledger = new Ledger(plan.crowd().producers(), plan.crowd().rowsEach(), violations);
    this.random = new Random(plan.seed() * 31);
    this.crew = new Crew(violations, limits.patienceSeconds());
    this.stage = new Stage(plan, queue, books, arena);
    Receiver receiver = soak.tampering().apply(ledger);
    for (int p = 0; p < plan.crowd().producers(); p++) {
      producers.add(new Producer(stage, p));
    }
    for (int c = 0; c < plan.crowd().consumers(); c++) {
      consumers.add(new Consumer(stage, receiver, c));
    }
  }

  /// Runs it.
  ///
  /// @return false if threads of it do not end, so that nothing can go on
  boolean run() throws InterruptedException {
    for (int i = 0; i < plan.crowd().restarts(); i++) {
      if (!legUnderCoordinator()) {
        return false;
      }
      tally.restarts.incrementAndGet();
    }
    boolean ended =
        switch (plan.ending()) {
          case COORDINATOR -> lastLegUnderRunner();
          case STEADY -> new Steady(plan, limits, crew, producers, consumers).run(queue, garbage);
          default -> lastLeg(new Leg(null));
        };
    return ended
        && (plan.ending() == Ending.ABANDON || drained())
        && new Account(stage, ledger, producers).settle();
  }

  /// All threads under one coordinator, which stops them; the queue goes on.
  private boolean legUnderCoordinator() throws InterruptedException {
    Coordinator coordinator = new Coordinator();
    Leg leg = new Leg(coordinator);
    List<Thread> threads = new ArrayList<>();
    producers.forEach(p -> threads.add(crew.start("producer", () -> produce(p, leg))));
    consumers.forEach(c -> threads.add(crew.start("consumer", () -> consume(c, leg))));
    threads.forEach(coordinator::registerThread);
    long share = total() / (plan.crowd().restarts() + 1);
    disturb(leg, threads, threads, in() + random.nextLong(share + 1));
    coordinator.requestStop();
    try {
      coordinator.join(Duration.ofSeconds(limits.patienceSeconds()));
    } catch (RuntimeException stragglers) {
      crew.failed(stragglers);
    }
    return crew.join(threads);
  }

  private boolean lastLeg(Leg leg) throws InterruptedException {
    List<Thread> producing = new ArrayList<>();
    List<Thread> consuming = new ArrayList<>();
    producers.forEach(p -> producing.add(crew.start("producer", () -> produce(p, leg))));
    consumers.forEach(c -> consuming.add(crew.start("consumer", () -> consume(c, leg))));
    disturb(leg, producing, consuming, last());
    switch (plan.ending()) {
      case CANCEL -> queue.close(true);
      case ABANDON -> {
        leg.end();
        queue.close(true);
      }
      case CLOSE -> {
        if (plan.kind() == Kind.FIFO_OF_ONE_PRODUCER) {
          leg.endProducers(); // nobody else may close plainly
        } else {
          closePlainly();
        }
      }
      default -> {}
    }
    boolean ended = crew.join(producing);
    if (!queue.isClosed()) {
      closePlainly();
    }
    return crew.join(consuming) && ended;
  }

  private boolean lastLegUnderRunner() throws InterruptedException {
    Coordinator coordinator = new Coordinator();
    QueueRunnerBuilder builder = QueueRunner.on(queue);
    producers.forEach(p -> builder.operation(operation(p)));
    List<Thread> producing = builder.build().createThreads(coordinator, true, true);
    Leg leg = new Leg(null);
    List<Thread> consuming = new ArrayList<>();
    consumers.forEach(c -> consuming.add(crew.start("consumer", () -> consume(c, leg))));
    disturb(leg, producing, consuming, last());
    coordinator.requestStop();
    try {
      coordinator.join(Duration.ofSeconds(limits.patienceSeconds()));
    } catch (RuntimeException failure) {
      crew.failed(failure);
    }
    return crew.join(producing) & crew.join(consuming);
  }

  private Operation operation(Producer producer) {
    Random own = new Random(plan.seed() - 1);
    return Operation.of(
        "put",
        (Cancellation coordinator) -> {
          if (producer.isDone()) {
            throw new OutOfRangeException("all elements are in");
          }
          Wait wait = own.nextBoolean() ? Wait.FOREVER : Wait.atMost(Duration.ofNanos(100_000));
          producer.step(wait.orCancelledBy(coordinator));
        });
  }

  private void produce(Producer producer, Leg leg) {
    Random own = new Random(plan.seed() + 7);
    while (!leg.isOverForProducers() && !producer.isDone() && producer.step(leg.wait(own))) {
      Thread.onSpinWait();
    }
  }

  private void consume(Consumer consumer, Leg leg) {
    Random own = new Random(plan.seed() + 11);
    while (!leg.isOver() && consumer.step(leg.wait(own))) {
      Thread.onSpinWait();
    }
  }

  /// A plain close waits, so a thread of its own does it.
  private void closePlainly() throws InterruptedException {
    Thread closer =
        crew.start(
            "closer",
            () -> {
              try {
                queue.close();
              } catch (CancelledException closedBefore) {
                violations.add(Violation.What.FAILED, "plain close: " + closedBefore);
              }
            });
    if (!crew.join(List.of(closer))) {
      queue.close(true);
    }
  }

  /// When the last leg ends: after so many elements of all.
  private long last() {
    return plan.ending() == Ending.END_OF_DATA
        ? Long.MAX_VALUE
        : in() + random.nextLong(total() - in() + 1);
  }

  private long total() {
    return (long) plan.crowd().producers() * plan.crowd().rowsEach();
  }

  private long in() {
    return producers.stream().mapToLong(Producer::next).sum();
  }

  /// Disturbs until so many elements are in, or all, or it takes too long.
  private void disturb(Leg leg, List<Thread> producing, List<Thread> consuming, long last) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.trafficMillis());
    boolean mayInterruptProducers = plan.ending() != Ending.COORDINATOR;
    while (in() < last && producing.stream().anyMatch(Thread::isAlive) && System.nanoTime() < end) {
      int what = random.nextInt(40);
      if (what == 0) {
        leg.cancel();
      } else if (what < 4) {
        List<Thread> side = what == 1 && mayInterruptProducers ? producing : consuming;
        side.get(random.nextInt(side.size())).interrupt();
      }
      checkSize(queue.size());
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    if (plan.ending() == Ending.END_OF_DATA && System.nanoTime() >= end) {
      leg.endProducers(); // the rest of the data would take too long
    }
  }

  /// Rows that failed requests gave back come on top of the capacity.
  private void checkSize(long size) {
    int capacity = plan.store().capacity();
    long most =
        capacity < 0
            ? Long.MAX_VALUE
            : capacity + plan.crowd().mostRows() * (plan.crowd().consumers() + 1L);
    if (size < 0 || size > most) {
      violations.add(
          Violation.What.CAPACITY, "size " + size + " (expected: 0 to " + most + "); " + plan);
    }
  }

  /// What a claim made before a cancelling close put in after it, when the consumers had gone.
  private boolean drained() throws InterruptedException {
    Consumer rest = consumers.getFirst();
    Leg leg = new Leg(null);
    return crew.join(List.of(crew.start("rest", () -> consume(rest, leg))));
  }
}
