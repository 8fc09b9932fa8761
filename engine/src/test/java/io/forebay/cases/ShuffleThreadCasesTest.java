package io.forebay.cases;

import static io.forebay.cases.BatchScenarios.MANY;
import static io.forebay.cases.BatchScenarios.UP_TO;

import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import org.junit.jupiter.api.Test;

/// Shuffle queues: several threads. All elements may leave.
class ShuffleThreadCasesTest extends ThreadScenarios {
  @Override
  TensorQueue create(QueueConfig config) {
    return new ShuffleQueue(config, ShuffleConfig.of(0));
  }

  @Override
  boolean isOrdered() {
    return false;
  }

  @Test
  void tc157_tenProducers() throws Exception {
    tenProducers();
  }

  @Test
  void tc158_tenConsumers() throws Exception {
    tenConsumers();
  }

  @Test
  void tc160_aWaitingConsumerGetsWhatComes() throws Exception {
    aWaitingConsumerGetsWhatComes();
  }

  @Test
  void tc176_tenStackedProducers() throws Exception {
    tenStackedProducers();
  }

  @Test
  void tc177_tenBatchConsumers() throws Exception {
    tenBatchConsumers(MANY);
  }

  @Test
  void tc178_tenUpToBatchConsumers() throws Exception {
    tenBatchConsumers(UP_TO);
  }

  @Test
  void tc180_aWaitingBatchGetsWhatComes() throws Exception {
    aWaitingBatchGetsWhatComes(MANY);
  }

  @Test
  void tc181_aWaitingUpToBatchGetsWhatComes() throws Exception {
    aWaitingBatchGetsWhatComes(UP_TO);
  }

  @Test
  void tc182_aBatchOfAsManyRowsAsAQueueSays() throws Exception {
    aBatchOfAsManyRowsAsAQueueSays(MANY);
  }

  @Test
  void tc183_anUpToBatchOfAsManyRowsAsAQueueSays() throws Exception {
    aBatchOfAsManyRowsAsAQueueSays(UP_TO);
  }

  @Test
  void tc204_aCancelledSessionEndsItsWaits() throws Exception {
    aCancelledSessionEndsItsWaits();
  }
}
