package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Operation;
import io.forebay.coordination.Operations;
import io.forebay.coordination.Pipeline;
import io.forebay.coordination.QueueRunner;
import io.forebay.queue.Call;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueRunnerCasesTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Pipeline pipeline = new Pipeline("cases");
  private final FifoQueue queue = queue("queue");
  private final Coordinator coordinator = new Coordinator();
  private final AtomicInteger runs = new AtomicInteger();
  private final IllegalStateException broken = new IllegalStateException("broken");

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void tc238_oneOperationRunsUntilItsEnd() {
    QueueRunner runner = runner(Operations.counting("count", runs, 3));
    List<Thread> threads = runner.createThreads(null, false, true);
    assertEquals(List.of("QueueRunnerThread-queue-count"), names(threads));
    threads.forEach(Await::end);
    assertEquals(List.of(), runner.exceptionsRaised());
    assertEquals(3, runs.get());
  }

  @Test
  void tc239_twoOperationsRunUntilTheirEnds() {
    AtomicInteger more = new AtomicInteger();
    QueueRunner runner =
        runner(Operations.counting("few", runs, 3), Operations.counting("many", more, 30));
    List<Thread> threads = runner.createThreads(null, false, true);
    assertEquals(
        List.of("QueueRunnerThread-queue-few", "QueueRunnerThread-queue-many"), names(threads));
    threads.forEach(Await::end);
    assertEquals(List.of(), runner.exceptionsRaised());
    assertEquals(3, runs.get());
    assertEquals(30, more.get());
  }

  @Test
  void tc240_errorsWithoutACoordinatorAreKept() {
    QueueRunner runner = runner(Operations.failing("a", broken), Operations.failing("b", broken));
    endQuietly(runner.createThreads(null, false, false));
    assertEquals(List.of(broken, broken), runner.exceptionsRaised());
  }

  @Test
  void tc243_joinThrowsTheErrorOfAnOperation() {
    QueueRunner runner = runner(Operations.failing("broken", broken));
    List<Thread> threads = runner.createThreads(coordinator, false, true);
    assertEquals(2, threads.size());
    assertSame(broken, assertThrows(IllegalStateException.class, () -> coordinator.join(LONG)));
    assertEquals(List.of(), runner.exceptionsRaised());
  }

  @Test
  void tc248_aSecondStartForgetsTheErrorsOfTheFirst() {
    QueueRunner runner =
        runner(Operations.counting("good", runs, 3), Operations.failing("broken", broken));
    try (Session<String> session = new Session<>(pipeline, "model")) {
      for (int i = 0; i < 2; i++) {
        List<Thread> threads = runner.createThreads(session, null, false, false);
        assertEquals(2, threads.size());
        endQuietly(threads);
        assertEquals(List.of(broken), runner.exceptionsRaised());
      }
    }
  }

  @Test
  void tc249_aRunnerIsFoundByItsScope() {
    QueueRunner runner =
        QueueRunner.on(queue("scope/queue"))
            .operation(Operations.counting("scope/count", runs, 3))
            .build();
    assertEquals("scope/queue", runner.name());
    pipeline.add(runner);
    pipeline.add(runner(Operations.counting("count", runs, 3)));
    assertEquals(List.of(runner), pipeline.queueRunners(Pipeline.QUEUE_RUNNERS, "scope"));
  }

  @Test
  void tc250_aSessionStartsTheRunnersOfItsPipeline() {
    pipeline.add(runner(Operations.counting("count", runs, 3)));
    pipeline.add(runner(Operations.counting("nothing", runs, 0)), "another collection");
    try (Session<String> session = new Session<>(pipeline, "model")) {
      List<Thread> threads = session.startQueueRunners(null);
      assertEquals(List.of("QueueRunnerThread-queue-count"), names(threads));
      threads.forEach(Await::end);
    }
    assertEquals(3, runs.get());
  }

  @Test
  void tx16_theEndOfTheInputsDoesNotStopTheCoordinator() {
    List<Thread> threads =
        runner(Operations.counting("count", runs, 3)).createThreads(coordinator, true, true);
    Await.end(threads.getFirst());
    Call<Void> join = Call.to(() -> coordinator.join(LONG));
    Await.until("closed", queue::isClosed);
    assertFalse(coordinator.shouldStop());
    assertTrue(join.isRunning() && threads.getLast().isAlive());
    coordinator.requestStop();
    join.result();
  }

  private FifoQueue queue(String name) {
    return pipeline.add(new FifoQueue(QueueConfig.of(10, CaseFixture.FLOAT).withName(name)));
  }

  private QueueRunner runner(Operation... operations) {
    return QueueRunner.on(queue).operations(List.of(operations)).build();
  }

  private static List<String> names(List<Thread> threads) {
    return threads.stream().map(Thread::getName).toList();
  }

  private static void endQuietly(List<Thread> threads) {
    threads.forEach(thread -> thread.setUncaughtExceptionHandler((failed, e) -> {}));
    threads.forEach(Thread::start);
    threads.forEach(Await::end);
  }
}
