package io.forebay.cases;

import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import org.junit.jupiter.api.Test;

/// Padding queues: the close, and waiting for room.
class PaddingCloseCasesTest extends CloseScenarios {
  @Override
  TensorQueue create(QueueConfig config) {
    return new PaddingFifoQueue(config);
  }

  @Test
  void tc125_aClosedQueueIsDrained() throws Exception {
    aClosedQueueIsDrained();
  }

  @Test
  void tc126_aConsumerThatTookEverythingEndsWithTheClose() throws Exception {
    aConsumerThatTookEverythingEndsWithTheClose();
  }

  @Test
  void tc128_aDequeueAtAnEmptyQueueEndsWithTheClose() throws Exception {
    aDequeueAtAnEmptyQueueEndsWithTheClose();
  }

  @Test
  void tc129_aSecondBatchEndsWithTheClose() throws Exception {
    aSecondBatchEndsWithTheClose();
  }

  @Test
  void tc133_aBatchFromAnEmptyQueueEndsWithTheClose() throws Exception {
    aBatchFromAnEmptyQueueEndsWithTheClose();
  }

  @Test
  void tc134_anUpToBatchFromAnEmptyQueueEndsWithTheClose() throws Exception {
    anUpToBatchFromAnEmptyQueueEndsWithTheClose();
  }

  @Test
  void tc135_nothingIsEnqueuedAfterTheClose() throws Exception {
    nothingIsEnqueuedAfterTheClose();
  }

  @Test
  void tc136_nothingStackedIsEnqueuedAfterTheClose() throws Exception {
    nothingStackedIsEnqueuedAfterTheClose();
  }

  @Test
  void tc137_anEnqueueAtAFullQueueWaitsForRoom() throws Exception {
    anEnqueueAtAFullQueueWaitsForRoom();
  }

  @Test
  void tc138_aStackedEnqueueAtAFullQueueWaitsForRoom() throws Exception {
    aStackedEnqueueAtAFullQueueWaitsForRoom();
  }
}
