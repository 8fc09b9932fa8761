package io.forebay.cases;

import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import org.junit.jupiter.api.Test;

/// FIFO queues: many in, many out.
class FifoBatchCasesTest extends BatchScenarios {
  @Override
  TensorQueue create(QueueConfig config) {
    return new FifoQueue(config);
  }

  @Test
  void tc017_stackedElementsLeaveOneByOne() throws Exception {
    stackedElementsComeOutOneByOne();
  }

  @Test
  void tc019_aBatchOfNoRowsIsEmpty() throws Exception {
    aBatchOfNoRowsIsEmpty(MANY);
  }

  @Test
  void tc020_anUpToBatchOfNoRowsIsEmpty() throws Exception {
    aBatchOfNoRowsIsEmpty(UP_TO);
  }

  @Test
  void tc022_stackedPairsLeaveOneByOne() throws Exception {
    stackedPairsComeOutOneByOne();
  }

  @Test
  void tc023_batchesAreRunsOfElements() throws Exception {
    batchesComeOut(MANY, 4);
  }

  @Test
  void tc024_upToBatchesOfAnOpenQueueAreRunsOfElements() throws Exception {
    batchesComeOut(UP_TO, 4);
  }

  @Test
  void tc025_batchesOfPairsThenOneByOne() throws Exception {
    batchesOfPairsThenSingles(MANY, 1);
  }

  @Test
  void tc027_elementsOfRankFourComeBackIdentical() throws Exception {
    elementsOfRankFourComeOut();
  }

  @Test
  void tc029_stacksOfNoRowsGoIn() throws Exception {
    noRowsGoIn();
  }
}
