package io.forebay.weak;

import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.explore.Task;
import io.forebay.queue.Batch;
import io.forebay.queue.Claim;
import io.forebay.queue.TensorQueue;
import java.util.ArrayList;
import java.util.List;

/// One schedule of a queue that is freed while calls wait inside: its memory does not go before the
/// last of them is out.
final class FreedTrial {
  private final WeakWorld world;
  private final TensorQueue queue;
  private int inside;

  FreedTrial(long seed) {
    this.world = new WeakWorld(seed);
    this.queue = world.queue(world.anyKind(), 1).queue();
  }

  void run() {
    List<Task> tasks = new ArrayList<>();
    tasks.add(new Task("freer", this::free));
    if (world.random.nextBoolean()) {
      tasks.add(new Task("close", () -> inside(queue::close)));
    } else {
      tasks.add(new Task("producer", () -> inside(this::claim)));
    }
    for (int i = world.random.nextInt(3); i > 0; i--) {
      tasks.add(new Task("consumer " + i, () -> inside(this::dequeue)));
    }
    world.scheduler.run(tasks, () -> {}, () -> inside + " inside");
  }

  /// Claims, waits until all others wait, ends that, gives up the claim, then frees the queue as
  /// soon as it may.
  private void free() throws InterruptedException {
    try (Claim claim = queue.newClaim(1)) {
      queue.claim(claim);
      world.scheduler.changed();
      inside = 1;
      world.scheduler.rest();
      queue.close(true);
    }
    while (true) {
      boolean others = inside > 1;
      try {
        queue.free();
        world.words().free();
        return;
      } catch (IllegalStateException e) {
        Trials.require(others, "nobody inside, but: " + e.getMessage());
        world.scheduler.spin();
      }
    }
  }

  private void inside(Task.Body call) throws Exception {
    while (inside == 0) {
      world.scheduler.spin();
    }
    inside++;
    try {
      call.run();
    } catch (CancelledException | OutOfRangeException e) {
      // the queue is closed, to be freed
    } finally {
      inside--;
      world.scheduler.changed();
    }
  }

  private void claim() throws InterruptedException {
    try (Claim claim = queue.newClaim(1)) {
      queue.claim(claim);
    }
  }

  private void dequeue() throws InterruptedException {
    try (Batch batch = queue.newBatch(1)) {
      queue.dequeueMany(batch);
    }
  }
}
