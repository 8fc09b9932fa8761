package io.forebay.weak;

import io.forebay.error.CancelledException;
import io.forebay.explore.Task;
import io.forebay.queue.Claim;
import io.forebay.queue.TensorQueue;
import java.util.List;

/// One schedule of a plain close, which waits for a claim in flight, and a cancelling close beside
/// it, which ends that wait: neither waits for the claim.
final class CloseTrial {
  private final WeakWorld world;
  private final TensorQueue queue;
  private boolean claimed;
  private int closed;

  CloseTrial(long seed) {
    this.world = new WeakWorld(seed);
    this.queue = world.queue(world.anyKind(), 2).queue();
  }

  void run() {
    List<Task> tasks =
        List.of(
            new Task("writer", this::write),
            new Task("close", () -> close(false)),
            new Task("cancelling close", () -> close(true)));
    world.scheduler.run(tasks, this::look, () -> closed + " closed");
    queue.free();
  }

  /// Holds a claim until all others are at rest.
  private void write() throws InterruptedException {
    try (Claim claim = queue.newClaim(1)) {
      queue.claim(claim);
      claimed = true;
      world.scheduler.changed();
      world.scheduler.rest();
    }
  }

  private void close(boolean cancels) throws InterruptedException {
    while (!claimed) {
      world.scheduler.spin();
    }
    if (cancels) {
      world.points(60);
    }
    try {
      queue.close(cancels);
    } catch (CancelledException e) {
      // the other one was first
    }
    closed++;
  }

  private void look() {
    Trials.require(closed == 2, "a close sleeps although the queue was closed with cancel");
  }
}
