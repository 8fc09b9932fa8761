package io.forebay.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.Code;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueRunnerTest {
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final Coordinator coordinator = new Coordinator();
  private final List<FifoQueue> queues = new ArrayList<>();
  private final FifoQueue queue = queue("q", 100);
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger closes = new AtomicInteger();

  @AfterEach
  void freeQueues() {
    queues.forEach(FifoQueue::free);
  }

  @Test
  void operationRepeatsUntilItEnds() { // U13, TC-238
    QueueRunner runner =
        QueueRunner.on(queue).operation(Operations.counting("count", runs, 3)).build();
    List<Thread> threads = runner.createThreads(null, false, false);
    assertEquals(List.of("QueueRunnerThread-q-count"), names(threads)); // U10
    assertFalse(threads.getFirst().isDaemon());
    startAndAwait(threads);
    assertEquals(3, runs.get());
    assertEquals(List.of(), runner.exceptionsRaised());
    assertTrue(queue.isClosed());
  }

  @Test
  void onlyTheLastThreadThatEndsCloses() throws InterruptedException { // U13, TC-239
    Cancellation.Flag second = Cancellation.flag();
    Operation waiting =
        Operation.of(
            "late",
            cancellation -> {
              Await.until("may end", second::isCancelled);
              throw new OutOfRangeException("end");
            });
    QueueRunner runner =
        QueueRunner.on(queue)
            .operation(Operations.counting("early", runs, 3))
            .operation(waiting)
            .closeOperation(Operation.of("close", c -> closes.incrementAndGet()))
            .build();
    List<Thread> threads = runner.createThreads(null, true, true);
    Await.end(threads.getFirst());
    assertEquals(0, closes.get());
    assertEquals(List.of(), runner.createThreads(null, true, true)); // U7: one still runs
    second.cancel();
    threads.get(1).join();
    assertEquals(1, closes.get());
  }

  @Test
  void errorStopsTheCoordinatorWhichThrowsIt() { // U14, U19, TC-243
    IllegalStateException error = new IllegalStateException("broken");
    QueueRunner runner = QueueRunner.on(queue).operation(Operations.failing("op", error)).build();
    List<Thread> threads = runner.createThreads(coordinator, false, true);
    assertEquals(
        List.of("QueueRunnerThread-q-op", "QueueRunnerThread-q-close_on_stop"),
        names(threads)); // U10
    assertSame(error, assertThrows(IllegalStateException.class, () -> coordinator.join(GRACE)));
    assertEquals(List.of(), runner.exceptionsRaised());
    assertTrue(queue.isClosed());
    threads.forEach(thread -> assertFalse(thread.isAlive()));
  }

  @Test
  void stoppedCoordinatorMeansNoRun() throws InterruptedException { // U12
    coordinator.requestStop();
    QueueRunner.on(queue)
        .operation(Operations.counting("op", runs, 3))
        .build()
        .createThreads(coordinator, true, true);
    coordinator.join(GRACE);
    assertEquals(0, runs.get());
    assertTrue(queue.isClosed());
  }

  @Test
  void stopEndsAnEnqueueIntoAFullQueue() throws InterruptedException { // U19, U22
    FifoQueue small = queue("small", 2);
    QueueRunner runner =
        QueueRunner.on(small).operation(Operations.enqueuing(small, Long.MAX_VALUE)).build();
    List<Thread> threads = runner.createThreads(coordinator, true, true);
    Await.until("the producer is blocked", () -> small.waitingProducers() == 1);
    coordinator.requestStop();
    coordinator.join(GRACE);
    assertEquals(2, small.size()); // what is there can still be read
    threads.forEach(thread -> assertFalse(thread.isAlive()));
  }

  @Test
  void cleanEndDoesNotStopTheCoordinator() throws InterruptedException { // U20, TX-16
    QueueRunner runner = QueueRunner.on(queue).operation(Operations.enqueuing(queue, 5)).build();
    List<Thread> threads = runner.createThreads(coordinator, true, true);
    Await.end(threads.getFirst());
    assertTrue(queue.isClosed());
    assertFalse(coordinator.shouldStop());
    assertTrue(threads.get(1).isAlive());
    coordinator.requestStop();
    coordinator.join(GRACE);
    assertFalse(threads.get(1).isAlive());
  }

  @Test
  void endOfOneQueueClosesTheNext() throws InterruptedException { // U21
    FifoQueue next = queue("next", 100);
    QueueRunner first = QueueRunner.on(queue).operation(Operations.enqueuing(queue, 2)).build();
    QueueRunner second = QueueRunner.on(next).operation(Operations.moving(queue, next)).build();
    List<Thread> threads = new ArrayList<>(first.createThreads(null, false, true));
    threads.addAll(second.createThreads(null, false, true));
    assertEquals(0, takeOne(next));
    assertEquals(1, takeOne(next));
    assertThrows(OutOfRangeException.class, () -> takeOne(next));
    threads.forEach(Await::end);
    assertEquals(List.of(), first.exceptionsRaised());
    assertEquals(List.of(), second.exceptionsRaised());
  }

  @Test
  void threadsThatWereNotStartedCountAsOutstanding() { // U7, U8
    QueueRunner runner =
        QueueRunner.on(queue).operation(Operations.counting("op", runs, 3)).build();
    Cancellation.Flag session = Cancellation.flag();
    assertEquals(1, runner.createThreads(null, false, false).size());
    assertEquals(0, runner.createThreads(null, false, false).size());
    assertEquals(1, runner.createThreads(session, null, false, false).size());
    assertEquals(0, runner.createThreads(session, null, false, false).size());
  }

  @Test
  void sessionEndsOperationsWithoutCoordinator() { // Q53
    FifoQueue small = queue("small", 1);
    QueueRunner runner = QueueRunner.on(small).operation(Operations.enqueuing(small, 5)).build();
    Cancellation.Flag session = Cancellation.flag();
    List<Thread> threads = runner.createThreads(session, null, true, false);
    threads.getFirst().setUncaughtExceptionHandler((thread, e) -> {});
    threads.forEach(Thread::start);
    Await.until("the producer is blocked", () -> small.waitingProducers() == 1);
    session.cancel();
    threads.forEach(Await::end);
    assertTrue(runner.exceptionsRaised().getFirst() instanceof CancelledException); // U18
  }

  @Test
  void ownClosedTypesAndOperations() throws InterruptedException { // U3, U4, U5
    Operation cancel = Operation.of("cancel", c -> closes.addAndGet(10));
    Operation close =
        Operation.of(
            "close",
            c -> {
              closes.incrementAndGet();
              throw new CancelledException("ignored");
            });
    QueueRunner runner =
        QueueRunner.on(queue)
            .operation(Operations.failing("op", new CancelledException("closed")))
            .closedCodes(List.of(Code.OUT_OF_RANGE, Code.CANCELLED))
            .closeOperation(close)
            .cancelOperation(cancel)
            .build();
    assertEquals("q", runner.name());
    assertSame(queue, runner.queue());
    assertSame(close, runner.closeOperation());
    assertSame(cancel, runner.cancelOperation());
    List<Thread> threads = runner.createThreads(coordinator, true, true);
    Await.end(threads.getFirst());
    assertEquals(1, closes.get());
    coordinator.requestStop();
    coordinator.join(GRACE);
    assertEquals(11, closes.get());
  }

  @Test
  void runnerWithoutOperationsIsRefused() { // U2, U4
    QueueRunnerBuilder builder = QueueRunner.on(queue);
    assertThrows(IllegalArgumentException.class, builder::build);
    assertThrows(IllegalArgumentException.class, () -> builder.closedCodes(List.of()));
  }

  @Test
  void pinningIsReportedAndNeverFatal() {
    QueueRunner runner =
        QueueRunner.on(queue)
            .operations(
                List.of(Operations.counting("a", runs, 3), Operations.counting("b", runs, 3)))
            .cpus(0, 1_000_000)
            .build();
    runner.createThreads(null, false, true).forEach(Await::end);
    assertEquals(2, runner.pinning().size(), runner.pinning().toString());
    String impossible =
        runner.pinning().stream().filter(line -> line.contains("-b")).findFirst().orElseThrow();
    assertTrue(impossible.startsWith("QueueRunnerThread-q-b: not pinned, "), impossible);
    assertEquals(3, runs.get());
  }

  private FifoQueue queue(String name, int capacity) {
    TensorSpec component = new TensorSpec(DType.INT64, Shape.scalar(), "");
    FifoQueue made = new FifoQueue(QueueConfig.of(capacity, component).withName(name));
    queues.add(made);
    return made;
  }

  private static long takeOne(FifoQueue from) throws InterruptedException {
    try (var batch = from.newBatch(1)) {
      from.dequeueMany(batch);
      return batch.component(0).getLong(0);
    }
  }

  private static List<String> names(List<Thread> threads) {
    return threads.stream().map(Thread::getName).toList();
  }

  private static void startAndAwait(List<Thread> threads) {
    threads.forEach(Thread::start);
    threads.forEach(Await::end);
  }
}
