package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.coordination.Operation;
import io.forebay.coordination.Pipeline;
import io.forebay.error.InvalidArgumentException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueContainer;
import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProducersTest extends InputFixture {
  @Test
  void epochsDoNotMixInAQueueSmallerThanAnEpoch() throws InterruptedException { // I3, I7
    FifoQueue queue = Producers.range(10).capacity(3).numEpochs(50).in(pipeline);
    startRunners();
    for (int epoch = 0; epoch < 50; epoch++) {
      assertEquals(Inputs.range(0, 10), take(queue, 10).stream().sorted().toList());
    }
    assertThrows(OutOfRangeException.class, () -> take(queue, 1));
  }

  @Test
  void theSeedMakesTheSequenceOfPermutations() throws InterruptedException { // I3
    FifoQueue one = Producers.range(20).seed(7).in(pipeline);
    FifoQueue same = Producers.range(20).seed(7).in(pipeline);
    FifoQueue other = Producers.range(20).seed(8).in(pipeline);
    startRunners();
    List<Long> first = take(one, 20);
    List<Long> second = take(one, 20);
    assertNotEquals(first, second); // each epoch is another one
    assertEquals(first, take(same, 20));
    assertEquals(second, take(same, 20));
    assertNotEquals(first, take(other, 20));
  }

  @Test
  void withoutALimitItDoesNotEnd() throws InterruptedException { // I3
    FifoQueue queue = Producers.range(2).shuffle(false).in(pipeline);
    startRunners();
    for (int i = 0; i < 500; i++) {
      assertEquals(List.of(0L, 1L), take(queue, 2));
    }
  }

  @Test
  void rowsHaveTheShapeThatTheTensorTells() throws InterruptedException { // I3
    Tensor rows = Tensors.of(DType.INT64, 3, 2);
    assertEquals(Shape.of(2), Producers.rows(rows).in(pipeline).shapes().getFirst());
    Shape partly = Shape.of(Shape.UNKNOWN);
    assertEquals(Shape.of(2), Producers.rows(rows, partly).in(pipeline).shapes().getFirst());
    assertRefused("elementShape", () -> Producers.rows(rows, Shape.of(3)));
    assertRefused("rank at least 1", () -> Producers.rows(Tensors.scalar(1)));
  }

  @Test
  void inputsWithoutRowsAreRefused() { // I3, section 15
    assertRefused("1 to 2^31 - 1 rows", () -> Producers.rows(Tensors.of(DType.INT64, 0, 2)));
    assertRefused("limit: 0", () -> Producers.range(0));
    assertRefused("slices: none", Producers::slices);
    assertRefused("numEpochs: 0", () -> Producers.range(1).numEpochs(0));
    assertRefused("capacity: 0", () -> Producers.range(1).capacity(0));
  }

  @Test
  void rowsOfStringsArePermutedToo() throws InterruptedException { // I3
    Tensor names = Tensor.ofStrings(Arena.ofAuto(), Shape.of(3, 2), "a", "1", "b", "2", "c", "3");
    FifoQueue queue = Producers.rows(names).seed(1).in(pipeline);
    startRunners();
    try (Batch batch = queue.newBatch(3)) {
      queue.dequeueMany(batch);
      List<String> pairs = new ArrayList<>();
      for (int row = 0; row < 3; row++) {
        Tensor pair = batch.component(0).row(row);
        pairs.add(pair.getString(0) + pair.getString(1));
      }
      assertEquals(List.of("a1", "b2", "c3"), pairs.stream().sorted().toList());
    }
  }

  @Test
  void anotherOperationMayCancel() { // I3
    AtomicInteger cancels = new AtomicInteger();
    FifoQueue queue =
        Producers.range(2)
            .cancelOperation(Operation.of("mine", c -> cancels.incrementAndGet()))
            .in(pipeline);
    startRunners();
    Await.until("it is full", () -> queue.waitingProducers() == 1);
    stopRunners();
    assertEquals(1, cancels.get());
    assertFalse(queue.isClosed());
  }

  @Test
  void emptySuppliedStringsStopTheCoordinator() throws InterruptedException { // I4
    FifoQueue queue = Producers.strings(() -> List.of()).in(pipeline);
    startRunners();
    try (Batch batch = queue.newBatch(1)) {
      assertThrows(OutOfRangeException.class, () -> queue.dequeue(batch));
    }
    InvalidArgumentException e =
        assertThrows(InvalidArgumentException.class, () -> coordinator.join());
    assertTrue(e.getMessage().startsWith("strings: none"), e.getMessage());
  }

  @Test
  void globsThatMatchNothingAreNamed() { // I4
    Producers.strings(Producers.matchFilenamesOnce("nowhere/*.tfrecord")).in(pipeline);
    startRunners();
    InvalidArgumentException e =
        assertThrows(InvalidArgumentException.class, () -> coordinator.join());
    assertTrue(e.getMessage().contains("nowhere/*.tfrecord"), e.getMessage());
  }

  @Test
  void stringsAreSuppliedForEachEpoch() throws InterruptedException { // I4
    AtomicInteger epochs = new AtomicInteger();
    FifoQueue queue =
        Producers.strings(() -> List.of("epoch " + epochs.incrementAndGet()))
            .numEpochs(3)
            .in(pipeline);
    startRunners();
    try (Batch batch = queue.newBatch(3)) {
      queue.dequeueMany(batch);
      assertEquals("epoch 3", batch.component(0).getString(2));
    }
  }

  @Test
  void everyOrderOfThreeStringsIsAboutAsFrequent() throws InterruptedException { // I7
    FifoQueue queue = Producers.strings("a", "b", "c").numEpochs(600).seed(271828).in(pipeline);
    startRunners();
    List<String> orders = new ArrayList<>();
    Batch batch = queue.newBatch(3);
    for (int epoch = 0; epoch < 600; epoch++) {
      try (batch) {
        queue.dequeueMany(batch);
        Tensor all = batch.component(0);
        orders.add(all.getString(0) + all.getString(1) + all.getString(2));
      }
    }
    Map<String, Long> counts =
        orders.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertEquals(6, counts.size());
    assertTrue(counts.values().stream().allMatch(n -> 60 < n && n < 140), counts::toString);
  }

  @Test
  void slicesBelongToTheSameIndex() throws InterruptedException { // I6
    Tensor two = Tensors.vector(1, 2);
    Tensor longer = Tensors.vector(10, 20, 30);
    BatchReader reader =
        Input.batch(Producers.slices(two, longer).numEpochs(1).shuffle(false).in(pipeline))
            .batchSize(2)
            .in(pipeline);
    startRunners();
    assertTrue(reader.next());
    assertEquals(List.of(1L, 2L), longs(reader.batch().component(0)));
    assertEquals(List.of(10L, 20L), longs(reader.batch().component(1)));
    assertFalse(reader.next());
  }

  @Test
  void aShorterTensorEndsTheSlices() throws InterruptedException { // I6
    Tensor three = Tensors.vector(1, 2, 3);
    Tensor shorter = Tensors.vector(10, 20);
    BatchReader reader =
        Input.batch(Producers.slices(three, shorter).shuffle(false).in(pipeline))
            .batchSize(2)
            .in(pipeline);
    startRunners();
    assertTrue(reader.next());
    InputException e = assertThrows(InputException.class, reader::next);
    assertTrue(e.getCause() instanceof InvalidArgumentException, e.toString());
    assertTrue(e.getMessage().contains("row 2 of tensor 1"), e.getMessage());
  }

  @Test
  void whoSharesAQueueGetsEachElementOnce() throws InterruptedException { // I8
    QueueContainer container = new QueueContainer("shared");
    List<Long> all = new ArrayList<>();
    try (Pipeline one = new Pipeline("one", container);
        Pipeline other = new Pipeline("other", container)) {
      FifoQueue here = Producers.range(10).numEpochs(1).sharedName("numbers").in(one);
      FifoQueue there = Producers.range(10).numEpochs(1).sharedName("numbers").in(other);
      List<Thread> threads = // only the first one produces
          one.queueRunners().getFirst().createThreads(coordinator, true, true);
      for (int i = 0; i < 5; i++) {
        all.addAll(take(here, 1));
        all.addAll(take(there, 1));
      }
      assertThrows(OutOfRangeException.class, () -> take(there, 1));
      coordinator.requestStop();
      threads.forEach(Await::end);
    }
    assertEquals(Inputs.range(0, 10), all.stream().sorted().toList());
    container.reset();
  }

  private static void assertRefused(String words, Runnable body) {
    String message = assertThrows(InvalidArgumentException.class, body::run).getMessage();
    assertTrue(message.contains(words), message);
  }
}
