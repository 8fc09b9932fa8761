package io.forebay.weak;

import io.forebay.explore.Task;
import io.forebay.queue.Batch;
import io.forebay.queue.Claim;
import io.forebay.queue.TensorQueue;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One schedule of a queue that somebody frees while others still hold claims and batches of it:
/// its memory does not go before all are closed, and goes then. Nobody calls it any more.
final class FreeTrial {
  private static final int LONGEST_WAIT = 20_000; // nanoseconds

  private final WeakWorld world;
  private final TensorQueue queue;
  private final int users;
  private final long[] holds; // what each user holds, or 0
  private long held;
  private int calling;
  private boolean freeing;
  private final boolean late;

  FreeTrial(long seed) {
    this.world = new WeakWorld(seed);
    this.queue = world.queue(world.anyKind(), 2 + world.random.nextInt(3)).queue();
    this.users = 2 + world.random.nextInt(2);
    this.holds = new long[users];
    this.late = world.random.nextBoolean();
  }

  void run() {
    List<Task> tasks = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      int number = user;
      tasks.add(new Task("user " + user, () -> use(number)));
    }
    tasks.add(new Task("freer", this::free));
    world.scheduler.run(tasks, () -> {}, () -> "");
  }

  private void use(int user) throws InterruptedException {
    for (int calls = 2 + world.random.nextInt(4); calls > 0 && !freeing; calls--) {
      calling++;
      if (world.random.nextInt(5) < 3) {
        produce(user);
      } else {
        consume(user);
      }
      world.scheduler.changed();
    }
  }

  private void produce(int user) throws InterruptedException {
    try (Claim claim = queue.newClaim(1)) {
      boolean claimed = queue.claim(claim, someWait());
      called();
      if (claimed) {
        hold(user);
        claim.element(0).component(0).setLong(0, user);
        dawdle();
        holds[user] = 0;
        if (world.random.nextInt(4) > 0) {
          claim.publish();
        }
      }
    }
  }

  private void consume(int user) throws InterruptedException {
    try (Batch batch = queue.newBatch(world.random.nextInt(3))) {
      boolean taken = queue.dequeueMany(batch, someWait());
      called();
      if (taken) {
        hold(user);
        dawdle();
        batch.component(0).isAligned(1); // fails if it is not there any more
        holds[user] = 0;
      }
    }
  }

  private void called() {
    calling--;
    world.scheduler.changed();
  }

  /// Often until after it was to be freed.
  private void dawdle() {
    while (late && !freeing) {
      world.scheduler.spin();
    }
    world.points(60);
  }

  private void hold(int user) {
    holds[user] = ++held;
  }

  private Wait someWait() {
    return world.random.nextInt(4) == 0
        ? Wait.NOT_AT_ALL
        : Wait.atMost(Duration.ofNanos(world.random.nextInt(LONGEST_WAIT)));
  }

  private void free() {
    world.points(300);
    freeing = true;
    world.scheduler.changed();
    while (calling > 0) {
      world.scheduler.spin();
    }
    while (true) {
      long[] before = holds.clone();
      try {
        queue.free();
        for (int user = 0; user < users; user++) {
          Trials.require(
              holds[user] == 0 || holds[user] != before[user],
              "freed while user " + user + " holds a claim or a batch");
        }
        return;
      } catch (IllegalStateException e) {
        world.scheduler.spin();
      }
    }
  }
}
