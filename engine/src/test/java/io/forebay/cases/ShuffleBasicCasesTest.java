package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.QueueConfig;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import org.junit.jupiter.api.Test;

/// Shuffle queues: one by one in, one by one out. All elements may leave, unless a case says that
/// some stay.
class ShuffleBasicCasesTest extends BasicScenarios {
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
  void tc153_anElementGoesIn() throws Exception {
    stays = 5;
    anElementGoesIn();
  }

  @Test
  void tc154_anElementOfAnotherShapeIsRefused() throws Exception {
    stays = 5;
    anElementOfAnotherShapeIsRefused();
  }

  @Test
  void tc155_elementsOfTwoComponentsAndOfVectorsGoIn() throws Exception {
    stays = 5;
    TensorQueue pairs = queue(10, INT, TensorSpec.of(DType.INT32, 2));
    pairs.enqueueMany(Values.counted(DType.INT32, 4), Values.counted(DType.INT32, 4, 2));
    assertEquals(4, pairs.size());
    TensorQueue vectors = queue(10, TensorSpec.of(DType.FLOAT32, 3));
    vectors.enqueue(Values.vector(DType.FLOAT32, 10, 20, 30));
    vectors.enqueueMany(Values.counted(DType.FLOAT32, 2, 3));
    assertEquals(3, vectors.size());
  }

  @Test
  void tc159_elementsComeOut() throws Exception {
    elementsComeOut(DType.FLOAT32);
  }

  @Test
  void tc161_pairsStayTogether() throws Exception {
    pairsComeOut();
  }

  @Test
  void tc162_aNewQueueIsEmpty() throws Exception {
    stays = 5;
    aNewQueueIsEmpty();
  }

  @Test
  void tc163_sizeFollowsElements() throws Exception {
    sizeFollowsElements();
  }
}
