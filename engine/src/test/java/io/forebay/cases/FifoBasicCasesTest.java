package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.queue.Call;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// FIFO queues: one by one in, one by one out.
class FifoBasicCasesTest extends BasicScenarios {
  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config);
  }

  @Test
  void tc004_anElementGoesIn() throws Exception {
    anElementGoesIn();
  }

  @Test
  void tc005_aHalfPrecisionElementGoesIn() throws Exception {
    TensorQueue q = queue(10, TensorSpec.of(DType.FLOAT16));
    Ops.enqueue(q, 10);
    assertEquals(1, q.size());
  }

  @Test
  void tc006_anElementOfAnotherShapeIsRefused() throws Exception {
    anElementOfAnotherShapeIsRefused();
  }

  @Test
  void tc008_threeDequeuesAtOnceGetEachElementOnce() throws Exception {
    TensorQueue q = queue(10);
    Ops.enqueueMany(q, 1, 2, 3);
    List<Double> cameOut = results(calls(3, () -> Ops.dequeue(q)));
    assertSameMultiset(Values.list(1, 2, 3), cameOut);
  }

  /// The owner of a queue, as a function or a module is upstream.
  private static final class Owner {
    private final TensorQueue queue = new FifoQueue(QueueConfig.of(10, FLOAT));

    double pass(double value) throws InterruptedException {
      Ops.enqueue(queue, value);
      return Ops.dequeue(queue);
    }
  }

  @Test
  void tc010_aQueueLivesWithItsOwnerAndIsGoneAfterIt() throws Exception {
    Owner owner = new Owner();
    Ops.enqueue(owner.queue, 1);
    assertEquals(1, owner.pass(2), "what an earlier call left comes first");
    assertEquals(2, owner.pass(3));
    assertEquals(1, owner.queue.size());
    owner.queue.free();
    assertThrows(IllegalStateException.class, () -> owner.pass(4));
  }

  @Test
  void tc012_elementsLeaveInTheOrderTheyCameIn() throws Exception {
    elementsComeOut(DType.FLOAT32);
  }

  @Test
  void tc013_halfPrecisionElementsLeaveInTheOrderTheyCameIn() throws Exception {
    elementsComeOut(DType.FLOAT16);
  }

  @Test
  void tc014_pairsLeaveInTheOrderTheyCameIn() throws Exception {
    pairsComeOut();
  }

  @Test
  void tc015_aNewQueueIsEmpty() {
    aNewQueueIsEmpty();
  }

  @Test
  void tc016_sizeFollowsElements() throws Exception {
    sizeFollowsElements();
  }

  @Test
  void tc078_aTimeLimitEndsADequeueAndTheQueueGoesOn() throws Exception {
    TensorQueue q = queue(10);
    var out = Values.scalar(DType.FLOAT32, 0);
    Wait twentyMillis = Wait.atMost(Duration.ofMillis(20));
    assertFalse(Call.of(() -> q.dequeue(twentyMillis, out)).result());
    assertEquals(0, q.waitingConsumers());
    Ops.enqueue(q, 10);
    assertTrue(q.dequeue(twentyMillis, out));
    assertEquals(Values.list(10), Values.list(out));
  }
}
