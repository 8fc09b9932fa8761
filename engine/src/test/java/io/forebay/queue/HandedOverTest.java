package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.forebay.error.CancelledException;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;

/// What is left behind when another thread ends what one thread began: claims, and waits on a queue
/// whose memory goes away.
class HandedOverTest {
  private static final int CLAIMS = 20_000;

  /// The thread that claimed may wait again, however its own claims and closes by others mix.
  @Test
  void aClaimMayBePublishedByAnotherThread() throws Exception {
    FifoQueue queue = new FifoQueue(QueueConfig.of(2 * CLAIMS, Tensors.NUMBER));
    SynchronousQueue<Claim> handed = new SynchronousQueue<>();
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              try {
                for (int i = 0; i < CLAIMS; i++) {
                  handed.take().close();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    for (int i = 0; i < CLAIMS; i++) {
      Claim claim = queue.newClaim(1);
      queue.claim(claim);
      handed.put(claim);
      queue.enqueue(i, (number, slot) -> slot.component(0).setLong(0, number));
    }
    other.join();
    try (Batch batch = queue.newBatch(CLAIMS + 1)) {
      assertFalse(queue.dequeueMany(batch, Wait.atMost(Duration.ofNanos(1))));
    }
    assertEquals(CLAIMS, queue.size());
    queue.free();
  }

  /// The wait ends as it was told, and is no longer among those under the cancellation.
  @Test
  void aWaitEndsWhenTheCallerClosesTheArena() throws Exception {
    Arena arena = Arena.ofShared();
    FifoQueue queue = new FifoQueue(QueueConfig.of(2, Tensors.NUMBER).withArena(arena));
    Cancellation.Flag flag = Cancellation.flag();
    Call<Boolean> call =
        Call.of(() -> {
          try (Batch batch = queue.newBatch(1)) {
            return queue.dequeueMany(batch, Wait.under(flag));
          }
        });
    Call.until(() -> queue.waitingConsumers() == 1);
    arena.close();
    flag.cancel();
    call.failure(CancelledException.class);
    assertEquals("", flag.describeWaits());
  }
}
