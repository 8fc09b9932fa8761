package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One of several queues, picked by its index (Q70), and what is known of it before (Q71).
class QueueListTest {
  private final List<TensorQueue> queues = new ArrayList<>();

  @AfterEach
  void free() {
    queues.forEach(TensorQueue::free);
  }

  private TensorQueue fifo(TensorSpec... components) {
    QueueConfig config = QueueConfig.of(10, components).withName("q" + queues.size());
    return add(new FifoQueue(config));
  }

  private TensorQueue padding(TensorSpec... components) {
    return add(new PaddingFifoQueue(QueueConfig.of(10, components)));
  }

  private TensorQueue add(TensorQueue queue) {
    queues.add(queue);
    return queue;
  }

  private static TensorSpec int32(long... dims) {
    return TensorSpec.of(DType.INT32, dims);
  }

  private static String refused(TensorQueue... queues) {
    List<TensorQueue> list = List.of(queues);
    return assertThrows(InvalidArgumentException.class, () -> QueueList.of(list)).getMessage();
  }

  /// TC-038, TC-144, TC-202.
  @Test
  void theQueueAtAnIndexIsThatQueue() throws Exception {
    for (int i = 0; i < 10; i++) {
      fifo(Tensors.NUMBER);
    }
    QueueList list = QueueList.of(queues);
    assertEquals(10, list.size());
    Random random = new Random(5);
    for (int pick = 0; pick < 20; pick++) {
      int index = random.nextInt(10);
      assertSame(queues.get(index), list.get(index));
      WayIn.COPY.put(list.get(index), pick);
      assertEquals(pick, WayOut.DEQUEUE.take(list.get(index), 1)[0]);
    }
  }

  /// Q70, TC-039, TC-145, TC-203.
  @Test
  void anIndexThatIsNotInTheListIsRefused() {
    QueueList list = QueueList.of(List.of(fifo(Tensors.NUMBER), fifo(Tensors.NUMBER)));
    var e = assertThrows(InvalidArgumentException.class, () -> list.get(3));
    assertEquals("index 3 is not in [0, 2)", e.getMessage());
    assertThrows(InvalidArgumentException.class, () -> list.get(2));
    assertThrows(InvalidArgumentException.class, () -> list.get(-1));
  }

  /// Q70.
  @Test
  void queuesOfAListHaveTheSameDtypesAndNames() {
    assertEquals("queues: 0 (expected: at least 1)", refused());
    TensorQueue numbers = fifo(Tensors.NUMBER);
    assertEquals(
        "queue 'q1', at index 1 of the list: dtypes [int32] (expected: [int64], those of queue 'q0'"
            + " at index 0)",
        refused(numbers, fifo(int32())));
    assertEquals(
        "queue 'q2', at index 2 of the list: dtypes [int64, int64] (expected: [int64], those of"
            + " queue 'q0' at index 0)",
        refused(numbers, numbers, fifo(Tensors.NUMBER, Tensors.NUMBER)));
    assertEquals(
        "queue 'q3', at index 1 of the list: names [n] (expected: [], those of queue 'q0' at index"
            + " 0)",
        refused(numbers, fifo(TensorSpec.named("n", DType.INT64))));
  }

  @Test
  void queuesOfSeveralKindsMayBeInAList() {
    TensorQueue first = fifo(TensorSpec.named("n", DType.INT64, 2));
    QueueConfig config = QueueConfig.of(3, first.spec());
    QueueList list =
        QueueList.of(
            List.of(
                first,
                add(new ShuffleQueue(config, ShuffleConfig.of(0))),
                add(new PaddingFifoQueue(config))));
    assertEquals(List.of(DType.INT64), list.dtypes());
    assertEquals(List.of("n"), list.names());
    assertEquals(List.of(Shape.of(2)), list.shapes());
  }

  /// Q71, TC-151.
  @Test
  void shapesAreThoseThatAllQueuesHave() {
    assertEquals("[[1]]", shapes(fifo(int32(1)), fifo(int32(1)), fifo(int32(1))));
    assertEquals("[[?]]", shapes(fifo(int32(1)), fifo(int32(2))));
    assertEquals("[[1,?]]", shapes(fifo(int32(1, 1)), fifo(int32(1, 2))));
    assertEquals("[[1,?]]", shapes(fifo(int32(1, 1)), padding(int32(1, -1))));
    assertEquals("[<unknown>]", shapes(padding(int32(1, -1)), padding(int32(-1))));
    assertEquals("[<unknown>]", shapes(padding(int32(1, -1)), fifo(int32(1))));
    TensorSpec undeclared = new TensorSpec(DType.INT32, Shape.unknownRank(), "");
    assertEquals("[<unknown>]", shapes(fifo(int32(1)), fifo(undeclared)));
    assertEquals("[[3], [?]]", shapes(fifo(int32(3), int32(1)), fifo(int32(3), int32(2))));
  }

  private static String shapes(TensorQueue... queues) {
    return QueueList.of(Arrays.asList(queues)).shapes().toString();
  }
}
