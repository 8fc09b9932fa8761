package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Shuffle queues with a seed: capacity 10, of which 5 stay, full with 1 to 5 twice. The seeds are
/// fixed and one thread does everything, so each test has one outcome.
class ShuffleSeedCasesTest extends CaseFixture {
  private long seed;

  @Override
  TensorQueue create(QueueConfig config) {
    return new ShuffleQueue(config, ShuffleConfig.of(5).withSeed(seed));
  }

  /// A way to take five elements.
  private interface Five {
    List<Double> from(TensorQueue queue) throws InterruptedException;
  }

  private TensorQueue full(long newSeed) throws InterruptedException {
    seed = newSeed;
    TensorQueue q = queue(10);
    Ops.enqueueMany(q, 1, 2, 3, 4, 5);
    Ops.enqueueMany(q, 1, 2, 3, 4, 5);
    return q;
  }

  /// Five while the queue is open and the five that stayed, of two queues: four different orders.
  private void assertFourOrders(Five five) throws InterruptedException {
    TensorQueue one = full(12);
    TensorQueue other = full(21);
    List<Double> first = five.from(one);
    List<Double> otherFirst = five.from(other);
    one.close();
    other.close();
    List<List<Double>> orders = List.of(first, otherFirst, five.from(one), five.from(other));
    assertEquals(4, new HashSet<>(orders).size(), orders::toString);
    for (int i = 0; i < 2; i++) {
      List<Double> whole = flat(List.of(orders.get(i), orders.get(i + 2)));
      assertSameMultiset(Values.list(1, 2, 3, 4, 5, 1, 2, 3, 4, 5), whole);
    }
  }

  @Test
  void tc206_batchesDifferWithTheSeedAndTheTime() throws Exception {
    assertFourOrders(queue -> Ops.dequeueUpTo(queue, 5));
  }

  @Test
  void tc207_singleElementsDifferWithTheSeedAndTheTime() throws Exception {
    assertFourOrders(queue -> Ops.dequeueTimes(queue, 5));
  }
}
