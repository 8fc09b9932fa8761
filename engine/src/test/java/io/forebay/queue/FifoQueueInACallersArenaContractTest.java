package io.forebay.queue;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;

/// FIFO in memory of the caller's, with arrivals stamped.
class FifoQueueInACallersArenaContractTest extends TensorQueueContractTest {
  private final Arena arena = Arena.ofShared();

  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config.withArena(arena).withStampedArrivals());
  }

  @Override
  boolean isStamped() {
    return true;
  }

  @Override
  boolean ownsMemory() {
    return false;
  }

  @AfterEach
  void closeArena() throws InterruptedException {
    drainAndFree();
    arena.close();
  }
}
