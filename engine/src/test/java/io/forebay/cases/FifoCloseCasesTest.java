package io.forebay.cases;

import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import org.junit.jupiter.api.Test;

/// FIFO queues: the close, and waiting for room.
class FifoCloseCasesTest extends CloseScenarios {
  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config);
  }

  @Test
  void tc034_aClosedQueueIsDrained() throws Exception {
    aClosedQueueIsDrained();
  }

  @Test
  void tc052_aConsumerThatTookEverythingEndsWithTheClose() throws Exception {
    aConsumerThatTookEverythingEndsWithTheClose();
  }

  @Test
  void tc053_aDequeueAtAnEmptyQueueEndsWithTheClose() throws Exception {
    aDequeueAtAnEmptyQueueEndsWithTheClose();
  }

  @Test
  void tc054_aSecondBatchEndsWithTheClose() throws Exception {
    aSecondBatchEndsWithTheClose();
  }

  @Test
  void tc059_aBatchFromAnEmptyQueueEndsWithTheClose() throws Exception {
    aBatchFromAnEmptyQueueEndsWithTheClose();
  }

  @Test
  void tc060_anUpToBatchFromAnEmptyQueueEndsWithTheClose() throws Exception {
    anUpToBatchFromAnEmptyQueueEndsWithTheClose();
  }

  @Test
  void tc061_nothingIsEnqueuedAfterTheClose() throws Exception {
    nothingIsEnqueuedAfterTheClose();
  }

  @Test
  void tc062_nothingStackedIsEnqueuedAfterTheClose() throws Exception {
    nothingStackedIsEnqueuedAfterTheClose();
  }

  @Test
  void tc063_anEnqueueAtAFullQueueWaitsForRoom() throws Exception {
    anEnqueueAtAFullQueueWaitsForRoom();
  }

  @Test
  void tc064_aStackedEnqueueAtAFullQueueWaitsForRoom() throws Exception {
    aStackedEnqueueAtAFullQueueWaitsForRoom();
  }
}
