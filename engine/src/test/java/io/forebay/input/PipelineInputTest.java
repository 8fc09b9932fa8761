package io.forebay.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Gauge;
import io.forebay.coordination.Operation;
import io.forebay.coordination.QueueRunner;
import io.forebay.coordination.StragglersException;
import io.forebay.error.CancelledException;
import io.forebay.error.InvalidArgumentException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.Call;
import io.forebay.queue.Tensors;
import io.forebay.wait.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Inputs whose runners somebody else starts.
class PipelineInputTest extends InputFixture {
  @Test
  void theReaderWaitsUntilTheRunnersAreStarted() throws InterruptedException {
    BatchReader reader = Input.batch(counted(new Counting(30))).batchSize(10).in(pipeline);
    Call<Batch> call = Call.of(reader::take);
    Await.until("it waits", () -> reader.queue().waitingConsumers() == 1);
    startRunners();
    assertSame(reader.batch(), call.result());
    assertEquals(Inputs.range(0, 10), Inputs.values(reader.batch()));
    assertSame(reader.queue(), pipeline.queue("batch"));
    assertNull(reader.coordinator());
  }

  @Test
  void atTheEndTakeThrowsAndNextTells() throws InterruptedException {
    BatchReader reader = Input.batch(counted(new Counting(10))).batchSize(10).in(pipeline);
    startRunners();
    assertEquals(10, reader.take().rows());
    OutOfRangeException end = assertThrows(OutOfRangeException.class, reader::take);
    assertEquals("input 'batch': no more batches", end.getMessage());
    assertFalse(reader.next());
  }

  @Test
  void anErrorOfACloseLeavesNothingOpen() {
    Counting failing =
        new Counting(10) {
          @Override
          public void close() {
            closes.incrementAndGet();
            throw new AssertionError("close");
          }
        };
    BatchReader reader =
        Input.batchJoin(List.of(counted(failing), counted(failing))).batchSize(10).start();
    InputException e = assertThrows(InputException.class, reader::close);
    assertEquals("close", e.getMessage());
    assertThrows(IllegalStateException.class, reader.queue()::size, "it is freed");
    assertEquals(1, failing.closes.get());
  }

  @Test
  void namesAreMadeUnique() throws InterruptedException {
    Input.batch(counted(new Counting(10))).batchSize(10).in(pipeline);
    BatchReader second = Input.batch(counted(new Counting(10))).batchSize(10).in(pipeline);
    assertEquals("batch_1", second.queue().name());
    assertEquals("batch_1/worker-0", pipeline.operation("batch_1/worker-0").name());
    startRunners();
    assertEquals(10, second.take().rows());
  }

  @Test
  void consumersDrainAfterAStop() throws InterruptedException { // U19
    BatchReader reader =
        Input.batch(counted(new Counting(Long.MAX_VALUE)))
            .batchSize(5)
            .capacity(12)
            .workers(2)
            .in(pipeline);
    startRunners();
    Await.until("all are blocked", () -> reader.queue().waitingProducers() == 2);
    stopRunners();
    assertEquals(2, Inputs.drain(reader).size());
    assertNull(reader.error());
  }

  @Test
  void aStopEndsAnInputWhoseSourceWaitsAtAQueue() {
    BatchReader inner = Input.batch(counted(new Counting(0))).batchSize(1).in(pipeline);
    BatchReader outer = Input.batch(Examples.from(inner.queue())).batchSize(2).in(pipeline);
    QueueRunner only = pipeline.queueRunners().getLast(); // nobody fills or closes the first queue
    List<Thread> threads = only.createThreads(coordinator, true, true);
    Await.until("it reads", () -> inner.queue().waitingConsumers() == 1);
    coordinator.requestStop();
    threads.forEach(Await::end);
    assertThrows(OutOfRangeException.class, outer::take);
    assertNull(outer.error());
  }

  @Test
  void closingThePipelineClosesReadersAndSources() {
    Counting source = new Counting(Long.MAX_VALUE);
    BatchReader reader = Input.batch(counted(source)).batchSize(5).workers(2).in(pipeline);
    startRunners();
    Await.until("both are blocked", () -> reader.queue().waitingProducers() == 2);
    pipeline.close(); // nobody has requested a stop
    assertEquals(1, source.closes.get());
    assertThrows(CancelledException.class, reader::next);
    assertFalse(coordinator.shouldStop());
    stopRunners();
  }

  @Test
  void aStopInterruptsASourceThatWaits() {
    CountDownLatch never = new CountDownLatch(1);
    Counting source =
        new Counting(10) {
          @Override
          public boolean next(long[] record) throws Exception {
            try {
              never.await();
              return false;
            } catch (InterruptedException e) {
              throw new IOException("as a channel does", e);
            }
          }
        };
    BatchReader reader = Input.batch(counted(source)).batchSize(5).workers(2).in(pipeline);
    startRunners();
    Await.until("both read", () -> source.records.get() == 2);
    stopRunners();
    assertThrows(OutOfRangeException.class, reader::take);
    assertNull(reader.error()); // after a stop
  }

  @Test
  void closingAReaderInterruptsASourceThatWaits() {
    CountDownLatch never = new CountDownLatch(1);
    Counting source =
        new Counting(10) {
          @Override
          public boolean next(long[] record) throws Exception {
            never.await();
            return false;
          }
        };
    BatchReader reader = Input.batch(counted(source)).batchSize(5).in(pipeline);
    startRunners();
    Await.until("it reads", () -> source.records.get() == 1);
    reader.close();
    assertNull(reader.error());
    assertEquals(1, source.closes.get());
  }

  @Test
  void aPipelineCanBeClosedAgainAfterAStraggler() {
    CountDownLatch release = new CountDownLatch(1);
    Counting source =
        new Counting(10) {
          @Override
          public boolean next(long[] record) {
            while (release.getCount() > 0) { // whatever it is asked
              Thread.onSpinWait();
            }
            return true;
          }
        };
    Input.batch(counted(source)).batchSize(5).closeGrace(Duration.ofMillis(10)).in(pipeline);
    startRunners();
    Await.until("it reads", () -> source.records.get() == 1);
    StragglersException e = assertThrows(StragglersException.class, pipeline::close);
    assertTrue(e.getMessage().contains("QueueRunnerThread-batch-batch/worker-0"), e.getMessage());
    release.countDown();
    e.threads().forEach(Await::end);
    pipeline.close();
    assertEquals(1, source.closes.get());
  }

  @Test
  void aPipelineThatWasNeverStartedIsClosed() {
    Counting source = new Counting(10);
    BatchReader reader = Input.batch(counted(source)).batchSize(5).in(pipeline);
    pipeline.close();
    assertEquals(1, source.closes.get());
    assertEquals(0, reader.fullness());
  }

  @Test
  void anErrorComesAfterTheGoodBatchesAndStopsNobody() throws InterruptedException {
    IOException bad = new IOException("bad");
    Counting source =
        new Counting(10) {
          @Override
          public boolean next(long[] record) throws Exception {
            super.next(record);
            if (record[0] == 7) {
              throw bad;
            }
            return record[0] < 7;
          }
        };
    BatchReader reader = Input.batch(counted(source)).batchSize(3).workers(2).in(pipeline);
    startRunners();
    assertTrue(reader.next());
    assertTrue(reader.next());
    assertSame(bad, assertThrows(InputException.class, reader::take).getCause());
    assertFalse(coordinator.shouldStop());
  }

  @Test
  void aStepThatIsCancelledTakesNothing() throws InterruptedException {
    BatchReader reader = Input.batch(counted(new Counting(10))).batchSize(10).in(pipeline);
    Cancellation.Flag step = Cancellation.flag();
    Call<Batch> call = Call.of(() -> reader.take(step));
    Await.until("it waits", () -> reader.queue().waitingConsumers() == 1);
    step.cancel();
    call.failure(CancelledException.class);
    startRunners();
    assertEquals(10, reader.take(Cancellation.flag()).rows());
  }

  @Test
  void oneOperationMayRunOnSeveralThreads() throws InterruptedException { // U8
    Counting source = new Counting(1000);
    BatchReader reader = Input.batch(counted(source)).batchSize(100).in(pipeline);
    Operation worker = pipeline.operation("batch/worker-0");
    QueueRunner three =
        QueueRunner.on(reader.queue()).operations(List.of(worker, worker, worker)).build();
    List<Thread> threads = three.createThreads(coordinator, true, true);
    assertEquals(Inputs.range(0, 1000), Inputs.sorted(Inputs.drain(reader)));
    coordinator.requestStop();
    threads.forEach(Await::end);
    assertTrue(source.records.get() <= 3);
  }

  @Test
  void readersMayShareAQueue() throws InterruptedException { // B2
    BatchReader one =
        Input.batch(counted(new Counting(10))).batchSize(5).sharedName("both").in(pipeline);
    BatchReader other =
        Input.batch(counted(new Counting(10))).batchSize(5).sharedName("both").in(pipeline);
    assertSame(one.queue(), other.queue());
    BatchReader third =
        Input.batch(counted(new Counting(10))).batchSize(5).sharedName("both").in(pipeline);
    assertSame(one.queue(), third.queue());
    Thread first =
        pipeline.queueRunners().getFirst().createThreads(coordinator, true, true).getFirst();
    assertEquals(5, one.take().rows());
    assertEquals(5, other.take().rows());
    assertThrows(OutOfRangeException.class, one::take);
    Await.end(first);
    stopRunners();
    pipeline.close();
    pipeline.container().reset();
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    Counting source = new Counting(10);
    Batching withCoordinator =
        Input.batch(counted(source)).batchSize(5).coordinator(new Coordinator());
    assertThrows(InvalidArgumentException.class, () -> withCoordinator.in(pipeline));
    assertEquals(1, source.closes.get());
    Batching shared = Input.batch(counted(source)).batchSize(5).sharedName("shared");
    assertThrows(InvalidArgumentException.class, shared::start);
    Batching once = Input.batch(counted(source)).batchSize(5);
    once.in(pipeline);
    assertThrows(IllegalStateException.class, () -> once.in(pipeline));
  }

  @Test
  void gaugesTellHowFullTheQueuesAre() { // B14, I5
    BatchReader reader = Input.batch(counted(new Counting(100))).batchSize(5).in(pipeline);
    Input.shuffleBatch(counted(new Counting(20)))
        .capacity(32)
        .minAfterDequeue(12)
        .batchSize(5)
        .in(pipeline);
    Producers.range(5).in(pipeline);
    assertEquals(
        List.of(
            "batch/fraction_of_32_full",
            "shuffle_batch/fraction_over_12_of_20_full",
            "input_producer/fraction_of_32_full"),
        pipeline.gauges().stream().map(Gauge::name).toList());
    assertEquals(0, pipeline.gauges().getFirst().read());
    startRunners();
    Await.until("full", () -> pipeline.gauges().getFirst().read() == 1.0);
    assertEquals(1.0, reader.fullness());
    Await.until("8 of 20", () -> pipeline.gauges().get(1).read() == 0.4);
  }

  @Test
  void rowsHaveAGaugeIfItIsNamed() { // I3
    var rows = Tensors.vector(1, 2, 3);
    Producers.rows(rows).in(pipeline);
    assertEquals(List.of(), pipeline.gauges());
    Producers.rows(rows).gauge("fill").in(pipeline);
    assertEquals("input_producer_1/fill", pipeline.gauges().getFirst().name());
  }

  @Test
  void aQueueWithoutABoundIsHardlyEverFull() throws InterruptedException { // B14
    BatchReader reader =
        Input.batch(counted(new Counting(100))).batchSize(5).capacity(-1).in(pipeline);
    startRunners();
    Await.until("all is in", () -> reader.queue().isClosed());
    assertEquals(100.0 / Integer.MAX_VALUE, reader.fullness());
    assertEquals(20, Inputs.drain(reader).size());
  }
}
