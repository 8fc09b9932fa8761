package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import org.junit.jupiter.api.Test;

/// Shuffle queues: many in, many out. All elements may leave, unless a case says that some stay.
class ShuffleBatchCasesTest extends BatchScenarios {
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
  void tc164_stackedElementsLeaveOneByOne() throws Exception {
    stackedElementsComeOutOneByOne();
  }

  @Test
  void tc165_stacksOfNoRowsGoIn() throws Exception {
    stays = 5;
    noRowsGoIn();
  }

  @Test
  void tc166_aBatchOfNoRowsIsEmpty() throws Exception {
    aBatchOfNoRowsIsEmpty(MANY);
  }

  @Test
  void tc167_anUpToBatchOfNoRowsIsEmpty() throws Exception {
    aBatchOfNoRowsIsEmpty(UP_TO);
  }

  @Test
  void tc168_withoutShapesThereIsNoBatchNotEvenOfNoRows() throws Exception {
    TensorQueue q = queue(10, undeclared("", DType.FLOAT32));
    assertRefused("dequeueMany needs specified shapes", () -> Ops.dequeueMany(q, 0));
    q.enqueue(Values.scalar(DType.FLOAT32, 10));
    assertRefused("dequeueMany needs specified shapes", () -> Ops.dequeueMany(q, 0));
    assertEquals(10, Ops.dequeue(q));
  }

  @Test
  void tc170_stackedPairsStayTogether() throws Exception {
    stackedPairsComeOutOneByOne();
  }

  @Test
  void tc171_batchesHoldEachElementOnce() throws Exception {
    batchesComeOut(MANY, 5);
  }

  @Test
  void tc172_upToBatchesOfAnOpenQueueHoldEachElementOnce() throws Exception {
    batchesComeOut(UP_TO, 5);
  }

  @Test
  void tc173_batchesOfPairsThenOneByOne() throws Exception {
    batchesOfPairsThenSingles(MANY, 2);
  }

  @Test
  void tc174_upToBatchesOfPairsThenOneByOne() throws Exception {
    batchesOfPairsThenSingles(UP_TO, 2);
  }

  @Test
  void tc175_elementsOfRankFourComeBackIdentical() throws Exception {
    elementsOfRankFourComeOut();
  }
}
