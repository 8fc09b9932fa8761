package io.forebay.cases;

import static io.forebay.cases.CaseFixture.FLOAT;
import static io.forebay.cases.CaseFixture.INT;
import static io.forebay.cases.CaseFixture.undeclared;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.QueueConfig;
import io.forebay.queue.QueueContainer;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two openers of one name share a queue.
class SharedQueueCasesTest {
  private static final String NAME = "shared_queue";
  private static final QueueConfig ONE = QueueConfig.of(1, FLOAT);

  private final QueueContainer container = new QueueContainer("");

  @AfterEach
  void freeQueues() {
    container.reset();
  }

  @Test
  void tc036_twoHandlesAreOneFifoQueue() throws Exception {
    assertShared(container.fifoQueue(NAME, ONE), container.fifoQueue(NAME, ONE));
  }

  @Test
  void tc142_twoHandlesAreOnePaddingQueue() throws Exception {
    assertShared(container.paddingFifoQueue(NAME, ONE), container.paddingFifoQueue(NAME, ONE));
  }

  /// The second opener gives the seed that the first one's is derived to.
  @Test
  void tc199_twoHandlesAreOneShuffleQueue() throws Exception {
    ShuffleConfig derived = ShuffleConfig.of(0).withGraphSeed(87654321, NAME);
    ShuffleConfig given = ShuffleConfig.of(0).withSeed(887634792);
    assertShared(
        container.shuffleQueue(NAME, ONE, derived), container.shuffleQueue(NAME, ONE, given));
  }

  private static void assertShared(TensorQueue one, TensorQueue other) throws Exception {
    Ops.enqueue(one, 10);
    assertEquals(1, one.size());
    assertEquals(1, other.size());
    assertEquals(10, Ops.dequeue(other));
    assertEquals(0, one.size());
    assertEquals(0, other.size());
    Ops.enqueue(other, 20);
    assertEquals(1, one.size());
    assertEquals(20, Ops.dequeue(one));
    assertEquals(0, other.size());
  }

  /// The second opener is told what differs; the first one's queue goes on.
  @Test
  void tc201_whoeverOpensItDifferentlyIsRefused() throws Exception {
    ShuffleConfig five = ShuffleConfig.of(5).withSeed(12);
    TensorQueue first = container.shuffleQueue(NAME, config(10, FLOAT), five);
    assertRefused("capacity", config(15, FLOAT), five);
    assertRefused("min_after_dequeue", config(10, FLOAT), ShuffleConfig.of(0));
    assertRefused("component types", config(10, INT), five);
    assertRefused("component types", config(10, FLOAT, FLOAT), five);
    assertRefused("component shapes", config(10, undeclared("", DType.FLOAT32)), five);
    assertRefused("component shapes", config(10, TensorSpec.of(DType.FLOAT32, 1)), five);
    assertRefused("component shapes", config(10, TensorSpec.of(DType.FLOAT32, 2)), five);
    assertRefused("random seeds", config(10, FLOAT), ShuffleConfig.of(5).withSeed(21));
    Ops.enqueue(first, 1);
    assertEquals(1, container.shuffleQueue(NAME, config(10, FLOAT), five).size());
  }

  private static QueueConfig config(int capacity, TensorSpec... components) {
    return QueueConfig.of(capacity, components);
  }

  private void assertRefused(String words, QueueConfig config, ShuffleConfig shuffle) {
    CaseFixture.assertRefused(words, () -> container.shuffleQueue(NAME, config, shuffle));
  }
}
