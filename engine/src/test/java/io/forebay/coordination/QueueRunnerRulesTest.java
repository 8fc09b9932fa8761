package io.forebay.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.Code;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.Tensors;
import io.forebay.wait.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Rules of queue runners about closes, and about operations given twice.
class QueueRunnerRulesTest {
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final Coordinator coordinator = new Coordinator();
  private final AtomicInteger runs = new AtomicInteger();
  private final FifoQueue queue = new FifoQueue(QueueConfig.of(2, Tensors.NUMBER).withName("q"));

  @AfterEach
  void freeQueue() {
    queue.free();
  }

  @Test
  void bothClosesAreThoseOfTheQueue() throws Exception { // U3
    QueueRunner runner =
        QueueRunner.on(queue).operation(Operations.counting("op", runs, 3)).build();
    Cancellation cancellation = Cancellation.flag();
    assertEquals("q_close", runner.closeOperation().name());
    assertEquals("q_cancel", runner.cancelOperation().name());
    runner.closeOperation().run(cancellation);
    assertTrue(queue.isClosed());
    assertThrows(CancelledException.class, () -> runner.closeOperation().run(cancellation));
    runner.cancelOperation().run(cancellation);
    assertEquals(runner.closeOperation(), Operation.close(queue));
    assertNotEquals(runner.closeOperation(), Operation.cancel(queue));
  }

  @Test
  void successIsNoWayToEnd() { // U4
    QueueRunnerBuilder builder = QueueRunner.on(queue);
    assertThrows(IllegalArgumentException.class, () -> builder.closedCodes(List.of(Code.OK)));
  }

  @Test
  void anOperationMayBeGivenTwice() { // U11
    Operation operation = Operations.counting("op", runs, 30);
    QueueRunner runner = QueueRunner.on(queue).operations(List.of(operation, operation)).build();
    List<Thread> threads = runner.createThreads(null, true, true);
    assertEquals(
        List.of("QueueRunnerThread-q-op", "QueueRunnerThread-q-op"),
        threads.stream().map(Thread::getName).toList());
    threads.forEach(Await::end);
    assertEquals(30, runs.get());
    assertTrue(queue.isClosed());
  }

  @Test
  void aQueueThatSomebodyElseClosedIsAnError() throws Exception { // U18, U15
    queue.close();
    QueueRunner runner = enqueuing();
    List<Thread> threads = runner.createThreads(null, true, false);
    threads.getFirst().setUncaughtExceptionHandler((thread, e) -> {});
    threads.forEach(Thread::start);
    threads.forEach(Await::end);
    assertInstanceOf(CancelledException.class, runner.exceptionsRaised().getFirst());
  }

  @Test
  void afterAStopAQueueThatIsClosedIsNoError() throws Exception { // U18, C3
    QueueRunner runner = enqueuing();
    runner.createThreads(coordinator, true, true);
    Await.until("it is full", () -> queue.waitingProducers() == 1);
    coordinator.requestStop();
    coordinator.join(GRACE);
    assertEquals(List.of(), runner.exceptionsRaised());
  }

  @Test
  void whoJoinedIsToldNothingOfAQueueThatIsClosed() throws Exception { // U18, C4
    coordinator.join(GRACE);
    queue.close();
    AtomicReference<Throwable> uncaught = new AtomicReference<>();
    List<Thread> threads = enqueuing().createThreads(coordinator, true, false);
    threads.getFirst().setUncaughtExceptionHandler((thread, e) -> uncaught.set(e));
    threads.forEach(Thread::start);
    Await.end(threads.getFirst());
    assertInstanceOf(CancelledException.class, uncaught.get());
    assertFalse(coordinator.shouldStop());
    coordinator.requestStop();
    coordinator.join(GRACE);
  }

  private QueueRunner enqueuing() {
    return QueueRunner.on(queue).operation(Operations.enqueuing(queue, Long.MAX_VALUE)).build();
  }
}
