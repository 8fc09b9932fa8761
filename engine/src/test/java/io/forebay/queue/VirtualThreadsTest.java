package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.wait.Waiting;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.junit.jupiter.api.Test;

/// Virtual threads wait on a queue as platform threads do.
class VirtualThreadsTest extends QueueFixture {
  private Waiting waiting = Waiting.parking();

  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config.withWaiting(waiting));
  }

  @Test
  void aThousandVirtualThreadsWaitAtOnce() throws Exception {
    Subject q = queue(8);
    int threads = 1_000;
    List<Call<long[]>> takes = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      takes.add(Call.onVirtualThread(() -> WayOut.DEQUEUE.take(q.queue, 1)));
    }
    q.untilConsumersWait(threads);
    for (int i = 0; i < threads; i += 4) {
      long first = i;
      Call.onVirtualThread(() -> WayIn.MANY.put(q.queue, Tensors.range(first, first + 4)));
    }
    long[] all = takes.stream().mapToLong(take -> take.result()[0]).sorted().toArray();
    assertArrayEquals(Tensors.range(0, threads), all);
  }

  @Test
  void aBlockedVirtualThreadIsInterrupted() throws Exception {
    Subject q = queue(1);
    q.put(1);
    Call<Long> put = Call.onVirtualThread(() -> WayIn.COPY.put(q.queue, 2));
    q.untilProducersWait(1);
    put.interrupt();
    put.failure(InterruptedException.class);
    Call<Long> again = Call.onVirtualThread(() -> WayIn.COPY.put(q.queue, 2));
    q.untilProducersWait(1);
    q.queue.close(true);
    again.failure(CancelledException.class);
  }

  /// At the first wait, not before; the queue is none the worse.
  @Test
  void aStrategyThatSpinsIsRefusedOnVirtualThreads() throws Exception {
    waiting = Waiting.idling(() -> BusySpinIdleStrategy.INSTANCE);
    Subject q = queue(1);
    assertEquals(1, Call.onVirtualThread(() -> WayIn.COPY.put(q.queue, 1)).result());
    q.wentIn(1);
    var full =
        Call.onVirtualThread(() -> WayIn.COPY.put(q.queue, 2)).failure(IllegalStateException.class);
    assertTrue(full.getMessage().startsWith("idle strategy: "), full.getMessage());
    q.take(1);
    Call.onVirtualThread(() -> WayOut.DEQUEUE.take(q.queue, 1))
        .failure(IllegalStateException.class);
    q.put(3);
  }
}
