package io.forebay.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Operations;
import io.forebay.coordination.Pipeline;
import io.forebay.coordination.QueueRunner;
import io.forebay.error.CancelledException;
import io.forebay.queue.Call;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.Tensors;
import io.forebay.wait.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final Pipeline pipeline = new Pipeline("p");
  private final Session<String> session = new Session<>(pipeline, "model");
  private final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void close() {
    session.close();
    pipeline.close();
  }

  @Test
  void stepsThatDoNotThrowAreCounted() throws Exception {
    assertEquals(0, session.step());
    session.run(model -> assertEquals("model", model));
    assertEquals(5, session.evaluate(String::length));
    assertEquals(2, session.step());
    IOException error = new IOException("checked, as it is");
    assertSame(
        error,
        assertThrows(
            IOException.class,
            () ->
                session.run(model -> {
                  throw error;
                })));
    assertEquals(2, session.step());
    assertEquals(7, new Session<>(pipeline, "model", 7).step());
  }

  @Test
  void feedsGoToTheStepThatAsksForThem() throws Exception {
    int sum =
        session.evaluate(
            (model, feeds) -> model.length() + feeds.get("n", Integer.class),
            Feeds.of(Map.of("n", 3)));
    assertEquals(8, sum);
  }

  @Test
  void closedItRunsNothing() {
    session.close();
    session.close();
    assertTrue(session.isClosed() && session.isCancelled());
    String message =
        assertThrows(CancelledException.class, () -> session.run(model -> runs.incrementAndGet()))
            .getMessage();
    assertTrue(message.contains("pipeline 'p'"), message);
    assertEquals(0, runs.get());
  }

  @Test
  void closeEndsTheWaitsUnderIt() { // Q53
    FifoQueue queue = pipeline.add(queue("q"));
    Call<Void> step =
        Call.to(() -> session.run(model -> queue.dequeueMany(queue.newBatch(1), under(session))));
    Await.until("it waits", () -> queue.waitingConsumers() == 1);
    session.close();
    step.failure(CancelledException.class);
  }

  private static Wait under(Session<?> session) {
    return Wait.under(session);
  }

  @Test
  void runnersAreStartedInTheOrderTheyWereAdded() { // S4, S5
    pipeline.add(runner("b"));
    pipeline.add(runner("a"));
    List<Thread> threads = session.startQueueRunners(null);
    assertEquals(
        List.of("QueueRunnerThread-b-b_op", "QueueRunnerThread-a-a_op"),
        threads.stream().map(Thread::getName).toList());
    threads.forEach(thread -> assertTrue(thread.isDaemon()));
    threads.forEach(Await::end);
  }

  @Test
  void runnersThatRunContributeNothing() throws Exception { // S4, U7, U8
    QueueRunner running = pipeline.add(runner("a"));
    Coordinator coordinator = new Coordinator();
    List<Thread> first = running.createThreads(session, coordinator, true, false);
    pipeline.add(runner("b"));
    List<Thread> second =
        session.startQueueRunners(coordinator, Pipeline.QUEUE_RUNNERS, false, false);
    assertEquals(2, second.size(), "one operation, and the thread that closes on a stop");
    second.forEach(thread -> {
      assertFalse(thread.isDaemon());
      assertEquals(Thread.State.NEW, thread.getState());
    });
    try (Session<String> other = new Session<>(pipeline, "model")) {
      assertEquals(2, other.startQueueRunners(null).size());
    }
    first.forEach(Thread::start);
    second.forEach(Thread::start);
    coordinator.requestStop();
    coordinator.join(Duration.ofSeconds(60));
  }

  @Test
  void withoutRunnersNothingIsStarted() { // S3
    assertEquals(List.of(), session.startQueueRunners(null));
    pipeline.add(runner("a"));
    assertEquals(List.of(), session.startQueueRunners(null, "others", true, true));
  }

  private QueueRunner runner(String name) {
    return QueueRunner.on(queue(name))
        .operation(Operations.counting(name + "_op", runs, 3))
        .build();
  }

  private static FifoQueue queue(String name) {
    return new FifoQueue(QueueConfig.of(2, Tensors.NUMBER).withName(name));
  }
}
