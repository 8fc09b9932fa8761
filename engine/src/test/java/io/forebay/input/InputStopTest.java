package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.coordination.Coordinator;
import io.forebay.coordination.StragglersException;
import io.forebay.error.CancelledException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputStopTest {
  private final Coordinator coordinator = new Coordinator();
  private final BlockingQueue<Long> pipe = new ArrayBlockingQueue<>(100);

  @AfterEach
  void noThreadIsLeft() {
    Inputs.assertNoThreadOf("batch");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void consumerDrainsAfterAStop(int workers) throws InterruptedException { // U19, I4
    try (BatchReader reader =
        endless().batchSize(5).capacity(12).workers(workers).coordinator(coordinator).start()) {
      Await.until("all are blocked", () -> reader.queue().waitingProducers() == workers);
      coordinator.requestStop();
      coordinator.join(Duration.ofSeconds(60)); // the workers and the close-on-stop thread
      assertTrue(reader.next());
      assertTrue(reader.next());
      assertFalse(reader.next());
      assertEquals(2, reader.leftOver());
      assertNull(reader.error());
    }
  }

  @Test
  void aStopInterruptsASourceThatWaits() throws InterruptedException {
    try (BatchReader reader = fromPipe().batchSize(2).workers(2).coordinator(coordinator).start()) {
      pipe.put(1L);
      pipe.put(2L);
      assertTrue(reader.next());
      coordinator.requestStop();
      coordinator.join(Duration.ofSeconds(60));
      assertFalse(reader.next());
      assertNull(reader.error());
    }
  }

  @Test
  void stoppedCoordinatorMeansNoInput() throws InterruptedException { // U12
    coordinator.requestStop();
    Counting source = new Counting(10);
    try (BatchReader reader =
        Input.batch(Examples.written(source, Inputs.PAIR, Inputs.WRITER))
            .batchSize(1)
            .coordinator(coordinator)
            .start()) {
      assertFalse(reader.next());
    }
    assertEquals(0, source.next.get());
    assertEquals(1, source.closes.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void closeInTheMiddleWhileWorkersAreBlocked(int workers) throws InterruptedException {
    BatchReader reader = endless().batchSize(5).capacity(12).workers(workers).start();
    assertTrue(reader.next()); // and it stays open
    Await.until("all are blocked", () -> reader.queue().waitingProducers() == workers);
    reader.close();
    Inputs.assertNoThreadOf("batch");
    assertTrue(reader.coordinator().shouldStop());
    assertThrows(IllegalStateException.class, () -> reader.batch().component(0).getLong(0));
    assertThrows(CancelledException.class, reader::next);
    reader.close(); // idempotent
  }

  @Test
  void closeFromAnotherThreadEndsTheWaitForABatch() throws InterruptedException {
    BatchReader reader = fromPipe().batchSize(5).start();
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    Thread consumer = Thread.ofPlatform().start(() -> outcome.set(nextOf(reader)));
    Await.until("the consumer waits", () -> reader.queue().waitingConsumers() == 1);
    reader.close();
    consumer.join();
    assertTrue(outcome.get() instanceof CancelledException, String.valueOf(outcome.get()));
  }

  @Test
  void closeInterruptsASourceThatWaits() throws InterruptedException {
    BatchReader reader = fromPipe().batchSize(2).workers(3).start();
    for (long i = 0; i < 5; i++) {
      pipe.put(i);
    }
    assertTrue(reader.next());
    assertTrue(reader.next());
    reader.close();
    assertNull(reader.error());
  }

  @Test
  void closeIsNotCutShortByAnInterrupt() {
    BatchReader reader = endless().batchSize(5).workers(2).start();
    Thread.currentThread().interrupt();
    reader.close();
    assertTrue(Thread.interrupted());
    Inputs.assertNoThreadOf("batch");
  }

  @Test
  void sourceThatIgnoresInterruptsIsClosedUnderIt() {
    CountDownLatch closed = new CountDownLatch(1);
    Counting source =
        new Counting(10) {
          @Override
          public boolean next(long[] record) {
            awaitUninterruptibly(closed);
            return false;
          }

          @Override
          public void close() {
            super.close();
            closed.countDown();
          }
        };
    BatchReader reader =
        Input.batch(Examples.written(source, Inputs.PAIR, Inputs.WRITER)).batchSize(2).start();
    Await.until("it reads", () -> source.records.get() == 1);
    reader.close();
    assertEquals(1, source.closes.get());
  }

  @Test
  void workerThatDoesNotStopIsNamed() {
    CountDownLatch release = new CountDownLatch(1);
    Counting source =
        new Counting(10) {
          @Override
          public boolean next(long[] record) {
            awaitUninterruptibly(release);
            return false;
          }
        };
    BatchReader reader =
        Input.batch(Examples.written(source, Inputs.PAIR, Inputs.WRITER))
            .batchSize(2)
            .closeGrace(Duration.ofMillis(10))
            .start();
    Await.until("it reads", () -> source.records.get() == 1);
    StragglersException e = assertThrows(StragglersException.class, reader::close);
    assertTrue(e.getMessage().contains("QueueRunnerThread-batch-worker-0"), e.getMessage());
    release.countDown();
    e.threads().forEach(Await::end);
    reader.close(); // now it can
    assertEquals(1, source.closes.get());
  }

  @Test
  void interruptOfTheConsumerTakesNothing() throws InterruptedException {
    try (BatchReader reader = fromPipe().batchSize(2).start()) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, reader::next);
      Thread.currentThread().interrupt();
      var batches = reader.asIterator();
      assertThrows(CancelledException.class, batches::hasNext);
      assertTrue(Thread.interrupted());
      pipe.put(1L);
      pipe.put(2L);
      assertEquals(List.of(1L, 2L), Inputs.values(batches.next()));
    }
  }

  @Test
  void queueClosedByHandIsAnEnd() throws InterruptedException {
    try (BatchReader reader = endless().batchSize(5).capacity(12).workers(2).start()) {
      Await.until("all are blocked", () -> reader.queue().waitingProducers() == 2);
      reader.queue().close(true);
      assertEquals(2, Inputs.drain(reader).size());
      assertNull(reader.error());
    }
  }

  @Test
  void readersStopTogetherUnderOneCoordinator() throws InterruptedException {
    BatchReader one = endless().batchSize(5).coordinator(coordinator).start();
    BatchReader other = endless().batchSize(5).coordinator(coordinator).start();
    try (one;
        other) {
      assertTrue(one.next());
      assertTrue(other.next());
      one.close();
      Inputs.drain(other);
      assertNull(other.error());
    }
    coordinator.join(Duration.ofSeconds(60));
  }

  private Batching endless() {
    return Input.batch(Examples.written(new Counting(Long.MAX_VALUE), Inputs.PAIR, Inputs.WRITER));
  }

  /// A source that waits for what the test puts into the pipe.
  private Batching fromPipe() {
    Counting source =
        new Counting(Long.MAX_VALUE) {
          @Override
          public boolean next(long[] record) throws Exception {
            record[0] = pipe.take();
            return true;
          }
        };
    return Input.batch(Examples.written(source, Inputs.PAIR, Inputs.WRITER));
  }

  private static Throwable nextOf(BatchReader reader) {
    try {
      return new AssertionError("a batch, " + reader.next());
    } catch (InterruptedException | RuntimeException e) {
      return e;
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      Thread.interrupted();
      LockSupport.parkNanos(1_000_000);
    }
  }
}
