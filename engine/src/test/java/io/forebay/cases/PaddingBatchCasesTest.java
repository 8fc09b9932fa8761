package io.forebay.cases;

import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import org.junit.jupiter.api.Test;

/// Padding queues: many in, many out; a few with an open length.
class PaddingBatchCasesTest extends BatchScenarios {
  private static final TensorSpec PAIR_OF_OPEN_LENGTH = TensorSpec.of(DType.INT32, -1);

  private TensorSpec pair = super.pairSpec();

  @Override
  TensorQueue create(QueueConfig config) {
    return new PaddingFifoQueue(config);
  }

  @Override
  TensorSpec pairSpec() {
    return pair;
  }

  @Test
  void tc086_stackedElementsGoIn() throws Exception {
    stackedElementsGoIn();
  }

  @Test
  void tc094_stackedElementsLeaveOneByOne() throws Exception {
    stackedElementsComeOutOneByOne();
  }

  @Test
  void tc096_aBatchOfNoRowsIsEmpty() throws Exception {
    aBatchOfNoRowsIsEmpty(MANY);
  }

  @Test
  void tc100_stackedPairsLeaveOneByOne() throws Exception {
    stackedPairsComeOutOneByOne();
  }

  @Test
  void tc101_stackedPairsOfOpenLengthLeaveOneByOne() throws Exception {
    pair = PAIR_OF_OPEN_LENGTH;
    stackedPairsComeOutOneByOne();
  }

  @Test
  void tc102_batchesAreRunsOfElements() throws Exception {
    batchesComeOut(MANY, 4);
  }

  @Test
  void tc103_upToBatchesOfAnOpenQueueAreRunsOfElements() throws Exception {
    batchesComeOut(UP_TO, 4);
  }

  @Test
  void tc104_batchesOfPairsThenOneByOne() throws Exception {
    batchesOfPairsThenSingles(MANY, 1);
  }

  @Test
  void tc105_batchesOfPairsOfOpenLengthThenOneByOne() throws Exception {
    pair = PAIR_OF_OPEN_LENGTH;
    batchesOfPairsThenSingles(MANY, 1);
  }

  @Test
  void tc108_elementsOfRankFourComeBackIdentical() throws Exception {
    elementsOfRankFourComeOut();
  }

  @Test
  void tc112_stacksOfNoRowsGoIn() throws Exception {
    noRowsGoIn();
  }
}
