package io.forebay.cases;

import static io.forebay.cases.BatchScenarios.MANY;
import static io.forebay.cases.BatchScenarios.UP_TO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import org.junit.jupiter.api.Test;

/// Padding queues: several threads.
class PaddingThreadCasesTest extends ThreadScenarios {
  @Override
  TensorQueue create(QueueConfig config) {
    return new PaddingFifoQueue(config);
  }

  @Test
  void tc087_tenProducers() throws Exception {
    tenProducers();
  }

  @Test
  void tc088_tenConsumers() throws Exception {
    tenConsumers();
  }

  @Test
  void tc090_aWaitingConsumerGetsWhatComes() throws Exception {
    aWaitingConsumerGetsWhatComes();
  }

  @Test
  void tc116_tenStackedProducers() throws Exception {
    tenStackedProducers();
  }

  @Test
  void tc117_tenBatchConsumers() throws Exception {
    tenBatchConsumers(MANY);
  }

  @Test
  void tc119_tenProducersAndTenConsumers() throws Exception {
    tenProducersAndTenConsumers(50);
  }

  @Test
  void tc120_aMixtureOfEnqueuesKeepsTheOrder() throws Exception {
    aMixtureOfEnqueuesKeepsTheOrder();
  }

  @Test
  void tc121_aMixtureOfDequeuesKeepsTheOrder() throws Exception {
    aMixtureOfDequeuesKeepsTheOrder();
  }

  @Test
  void tc122_aWaitingBatchGetsWhatComes() throws Exception {
    aWaitingBatchGetsWhatComes(MANY);
  }

  @Test
  void tc123_aWaitingUpToBatchGetsWhatComes() throws Exception {
    aWaitingBatchGetsWhatComes(UP_TO);
  }

  @Test
  void tc124_aBatchOfAsManyRowsAsAQueueSays() throws Exception {
    aBatchOfAsManyRowsAsAQueueSays(MANY);
  }

  @Test
  void tc141_sizeMayBeReadAnyNumberOfTimes() throws Exception {
    TensorQueue q = queue(10);
    Ops.enqueueMany(q, 10, 20, 30, 40);
    for (int i = 0; i < 500; i++) {
      assertEquals(4, q.size());
    }
    assertEquals(Values.list(10, 20, 30, 40), Ops.dequeueTimes(q, 4));
  }

  @Test
  void tc146_aCancelledSessionEndsItsWaits() throws Exception {
    aCancelledSessionEndsItsWaits();
  }
}
