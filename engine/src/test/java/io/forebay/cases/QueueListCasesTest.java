package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.queue.FifoQueue;
import io.forebay.queue.PaddingFifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.QueueList;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.ShuffleQueue;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A queue picked from a list by its index.
class QueueListCasesTest extends CaseFixture {
  private Function<QueueConfig, TensorQueue> kind = FifoQueue::new;

  @Override
  TensorQueue create(QueueConfig config) {
    return kind.apply(config);
  }

  private static TensorQueue shuffleQueue(QueueConfig config) {
    return new ShuffleQueue(config, ShuffleConfig.of(0));
  }

  private QueueList listOf(int n) {
    return QueueList.of(IntStream.range(0, n).mapToObj(i -> queue(10)).toList());
  }

  /// Twenty picks among ten queues: what went into one comes out of it.
  private void assertPicks() throws Exception {
    QueueList list = listOf(10);
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      int index = random.nextInt(10);
      Ops.enqueue(list.get(index), i);
      assertEquals(i, Ops.dequeue(list.get(index)));
      assertEquals(0, list.get(index).size());
    }
  }

  /// Index 3 of two queues.
  private void assertOutOfRange() {
    QueueList list = listOf(2);
    assertRefused("is not in", () -> list.get(3));
    assertRefused("is not in", () -> list.get(-1));
  }

  @Test
  void tc038_aPickedFifoQueueIsUsed() throws Exception {
    assertPicks();
  }

  @Test
  void tc039_thereIsNoFifoQueueBeyondTheList() {
    assertOutOfRange();
  }

  @Test
  void tc144_aPickedPaddingQueueIsUsed() throws Exception {
    kind = PaddingFifoQueue::new;
    assertPicks();
  }

  @Test
  void tc145_thereIsNoPaddingQueueBeyondTheList() {
    kind = PaddingFifoQueue::new;
    assertOutOfRange();
  }

  @Test
  void tc202_aPickedShuffleQueueIsUsed() throws Exception {
    kind = QueueListCasesTest::shuffleQueue;
    assertPicks();
  }

  @Test
  void tc203_thereIsNoShuffleQueueBeyondTheList() {
    kind = QueueListCasesTest::shuffleQueue;
    assertOutOfRange();
  }

  @Test
  void tc151_theShapesOfAListAreWhatAllAgreeOn() {
    kind = PaddingFifoQueue::new;
    assertMerged(Shape.unknownRank(), Shape.of(1, -1), Shape.of(-1));
    assertMerged(Shape.of(-1), Shape.of(1), Shape.of(2));
    assertMerged(Shape.of(1, -1), Shape.of(1, 1), Shape.of(1, 2));
    assertMerged(Shape.of(1, -1), Shape.of(1, 1), Shape.of(1, -1));
    assertMerged(Shape.of(-1, -1), Shape.of(-1, 1), Shape.of(1, -1));
    assertMerged(Shape.of(1), Shape.of(1), Shape.of(1), Shape.of(1));
    assertMerged(Shape.of(-1), Shape.of(1), Shape.of(-1), Shape.of(1));
    assertMerged(Shape.unknownRank(), Shape.of(1, -1), Shape.of(1), Shape.of(1));
  }

  private void assertMerged(Shape expected, Shape... shapes) {
    List<TensorQueue> queues =
        Arrays.stream(shapes)
            .map(shape -> queue(10, new TensorSpec(DType.FLOAT32, shape, "")))
            .toList();
    assertEquals(List.of(expected), QueueList.of(queues).shapes());
  }
}
