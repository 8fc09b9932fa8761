package io.forebay.cases;

import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import org.junit.jupiter.api.Test;

/// Shuffle queues: the close. All elements may leave, unless a case says that some stay.
class ShuffleCloseCasesTest extends CloseScenarios {
  private int stays;

  @Override
  TensorQueue create(QueueConfig config) {
    return new ShuffleQueue(config, ShuffleConfig.of(stays));
  }

  @Override
  boolean isOrdered() {
    return false;
  }

  @Test
  void tc186_aDequeueAtAnEmptyQueueEndsWithTheClose() throws Exception {
    aDequeueAtAnEmptyQueueEndsWithTheClose();
  }

  @Test
  void tc191_aBatchFromAnEmptyQueueEndsWithTheClose() throws Exception {
    stays = 5;
    aBatchFromAnEmptyQueueEndsWithTheClose();
  }

  @Test
  void tc193_nothingIsEnqueuedAfterTheClose() throws Exception {
    stays = 4;
    nothingIsEnqueuedAfterTheClose();
  }

  @Test
  void tc194_nothingStackedIsEnqueuedAfterTheClose() throws Exception {
    stays = 5;
    nothingStackedIsEnqueuedAfterTheClose();
  }
}
