package io.forebay.weak;

import io.forebay.error.CancelledException;
import io.forebay.explore.Task;
import io.forebay.queue.Batch;
import io.forebay.queue.Claim;
import io.forebay.queue.QueueCounters;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiter;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One schedule in which several threads count at once, and none of it may be lost: how long they
/// were blocked, how many batches were copies, how many claims of a thread others have closed.
final class CountsTrial {
  private static final long BLOCKED = 1_000_000_000; // nanoseconds, more than all steps together

  private final WeakWorld world;
  private final List<Task> tasks = new ArrayList<>();
  private final int threads;
  private final Cancellation.Flag flag = Cancellation.flag();
  private final List<Claim> claims = new ArrayList<>(); // guarded by itself, in the simulation
  private int copies;
  private int closed;

  CountsTrial(long seed) {
    this.world = new WeakWorld(seed);
    this.threads = 2 + world.random.nextInt(3);
  }

  void run() {
    switch (world.random.nextInt(4)) {
      case 0 -> blockedProducers();
      case 1 -> blockedConsumers();
      case 2 -> copies();
      default -> claimsOfAnother();
    }
  }

  private void blockedProducers() {
    TensorQueue queue = world.queue(world.anyKind(), 1).queue();
    boolean many = world.random.nextBoolean();
    enqueue(queue, 1);
    blocked(many ? wait -> enqueueMany(queue, wait) : wait -> claim(queue, wait));
    requireBlocked(queue.counters().producerBlockedNanos());
  }

  private void blockedConsumers() {
    TensorQueue queue = world.queue(world.anyKind(), 1).queue();
    blocked(wait -> dequeue(queue, wait));
    requireBlocked(queue.counters().consumerBlockedNanos());
  }

  private interface Blocking {
    boolean call(Wait wait) throws InterruptedException;
  }

  /// All threads wait as long, some until they are cancelled.
  private void blocked(Blocking call) {
    for (int i = 0; i < threads; i++) {
      boolean cancelled = world.random.nextBoolean();
      Wait wait = cancelled ? Wait.under(flag) : Wait.atMost(Duration.ofNanos(BLOCKED));
      tasks.add(
          new Task(
              "thread " + i,
              () -> {
                try {
                  Trials.require(!call.call(wait), "did not wait");
                } catch (CancelledException e) {
                  Trials.require(cancelled, "cancelled: " + e.getMessage());
                }
              }));
    }
    tasks.add(new Task("cancellation", this::cancelInTime));
    world.scheduler.run(tasks, () -> {}, () -> "");
  }

  private void cancelInTime() {
    while (world.scheduler.threads().nanoTime() < BLOCKED) {
      world.scheduler.threads().park(Waiter.current(), BLOCKED);
    }
    flag.cancel();
  }

  private void requireBlocked(long nanos) {
    Trials.require(
        nanos > threads * BLOCKED - BLOCKED / 2, threads + " threads, blocked for " + nanos);
  }

  /// Batches of two rows, which lie apart in a FIFO queue, and are gathered in others.
  private void copies() {
    TensorQueue queue = world.queue(world.anyKind(), 2).queue();
    enqueue(queue, 1); // so that each run of two goes across the end
    take(queue, 1);
    tasks.add(
        new Task(
            "producer",
            () -> {
              for (int i = 2 * threads; i > 0; i--) {
                enqueue(queue, 2);
              }
            }));
    for (int i = 0; i < threads; i++) {
      tasks.add(
          new Task(
              "consumer " + i,
              () -> {
                take(queue, 2);
                take(queue, 2);
              }));
    }
    world.scheduler.run(tasks, () -> {}, () -> "");
    QueueCounters counters = queue.counters();
    Trials.require(counters.copiedBatches() == copies, copies + " copies: " + counters);
  }

  private void take(TensorQueue queue, int rows) {
    try (Batch batch = queue.newBatch(rows)) {
      queue.dequeueMany(batch);
      copies += batch.isWindow() ? 0 : 1;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// A thread makes claims, others close them; then it may wait again.
  private void claimsOfAnother() {
    TensorQueue queue = world.queue(world.anyKind(), threads).queue();
    tasks.add(new Task("holder", () -> hold(queue)));
    for (int i = 0; i < threads; i++) {
      tasks.add(new Task("helper " + i, this::closeClaim));
    }
    world.scheduler.run(tasks, () -> {}, () -> closed + " closed");
  }

  private void hold(TensorQueue queue) throws InterruptedException {
    for (int i = 0; i < threads; i++) {
      Claim claim = queue.newClaim(1);
      queue.claim(claim, Wait.NOT_AT_ALL);
      WeakThreads.enter(claims);
      claims.add(claim);
      WeakThreads.leave(claims);
    }
    while (closed < threads) {
      world.scheduler.spin();
    }
    WeakThreads.enter(claims); // it is told
    WeakThreads.leave(claims);
    boolean taken = dequeue(queue, Wait.atMost(Duration.ofNanos(1000)));
    Trials.require(!taken, "a row out of nothing");
  }

  private void closeClaim() {
    while (claims.isEmpty()) {
      world.scheduler.spin();
    }
    WeakThreads.enter(claims);
    Claim claim = claims.isEmpty() ? null : claims.removeLast();
    WeakThreads.leave(claims);
    if (claim == null) {
      closeClaim();
      return;
    }
    claim.close();
    WeakThreads.enter(claims);
    closed++;
    WeakThreads.leave(claims);
  }

  private static boolean claim(TensorQueue queue, Wait wait) throws InterruptedException {
    try (Claim claim = queue.newClaim(1)) {
      return queue.claim(claim, wait);
    }
  }

  private static boolean dequeue(TensorQueue queue, Wait wait) throws InterruptedException {
    try (Batch batch = queue.newBatch(1)) {
      return queue.dequeueMany(batch, wait);
    }
  }

  private static boolean enqueueMany(TensorQueue queue, Wait wait) throws InterruptedException {
    return queue.enqueueMany(wait, pairs(2)) > 0;
  }

  private static void enqueue(TensorQueue queue, int rows) {
    try {
      queue.enqueueMany(pairs(rows));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Tensor pairs(int rows) {
    return Tensor.of(DType.INT64, Shape.of(rows, 2), MemorySegment.ofArray(new long[2 * rows]), 0);
  }
}
