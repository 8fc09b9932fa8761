package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.wait.Wait;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A FIFO queue whose caller promised that one thread at a time enqueues.
class SingleProducerTest extends QueueFixture {
  private static final int ROWS = 20_000;

  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config.withSingleProducer());
  }

  /// Order, and nothing lost or repeated, through waits on both sides, rows given up and the close.
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "5, 3, 1", "64, 8, 2", "100, 64, 3"})
  void handsEveryRowOverOnce(int capacity, int run, int consumers) throws Exception {
    TensorQueue queue = queue(capacity).queue;
    List<Call<Long>> takers = new ArrayList<>();
    for (int i = 0; i < consumers; i++) {
      takers.add(Call.of(() -> sumOfAll(queue, Math.min(run, capacity))));
    }
    Call<Void> producer = Call.to(() -> produce(queue, run));
    producer.result();
    long sum = 0;
    for (Call<Long> taker : takers) {
      sum += taker.result();
    }
    assertEquals(ROWS * (ROWS + 1L) / 2, sum);
    assertEquals(ROWS, queue.counters().dequeued());
    assertEquals(0, queue.size());
  }

  /// Runs that end with a row given up.
  private static void produce(TensorQueue queue, int run) throws Exception {
    Claim claim = queue.newClaim(run);
    long value = 1;
    while (value <= ROWS) {
      try (claim) {
        queue.claim(claim);
        int rows = (int) Math.min(Math.max(1, run - 1), ROWS - value + 1);
        for (int row = 0; row < rows; row++) {
          claim.element(row).component(0).setLong(0, value++);
        }
        claim.publish(rows);
      }
    }
    queue.close();
  }

  private static long sumOfAll(TensorQueue queue, int rows) throws Exception {
    Batch batch = queue.newBatch(rows);
    long sum = 0;
    long last = 0;
    while (true) {
      try (batch) {
        queue.dequeueUpTo(batch);
        for (long value : WayOut.values(batch)) {
          assertTrue(value > last, "order");
          last = value;
          sum += value;
        }
      } catch (OutOfRangeException end) {
        return sum;
      }
    }
  }

  @Test
  void itsProducerClosesAndTheRestComesOut() throws Exception {
    Subject q = queue(4);
    q.put(1, 2, 3);
    q.queue.close();
    assertThrows(CancelledException.class, () -> WayIn.COPY.put(q.queue, 4));
    q.take(2);
    q.take(1);
    assertThrows(OutOfRangeException.class, () -> WayOut.MANY.take(q.queue, 1));
  }

  @Test
  void anybodyClosesWithCancelAndItsWaitingProducerEnds() throws Exception {
    Subject q = queue(1);
    q.put(1);
    Call<Long> put = Call.of(() -> WayIn.COPY.put(q.queue, 2));
    q.untilProducersWait(1);
    assertFalse(q.queue.isClosed());
    q.queue.close(true);
    put.failure(CancelledException.class);
    assertTrue(q.queue.isClosed());
    q.take(1);
    assertThrows(OutOfRangeException.class, () -> WayOut.MANY.take(q.queue, 1));
  }

  @Test
  void whatIsCompleteIsSeenWithoutWaiting() throws Exception {
    Subject q = queue(3);
    for (int i = 0; i < 20; i++) {
      q.put(i);
      q.take(1);
      assertNull(WayOut.MANY.take(q.queue, 1, Wait.NOT_AT_ALL));
    }
  }
}
