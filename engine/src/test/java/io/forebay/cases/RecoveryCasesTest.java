package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Pipeline;
import io.forebay.queue.Batch;
import io.forebay.queue.Call;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.session.MonitoredSession;
import io.forebay.session.SessionConfig;
import io.forebay.session.Step;
import io.forebay.session.StepContext;
import io.forebay.wait.Wait;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a session recovers from.
class RecoveryCasesTest extends SessionFixture {
  /// Runs a step within a step function.
  private interface Way {
    void run(StepContext<FifoQueue> context, Step<FifoQueue, Exception> step) throws Exception;
  }

  private static final Way WITH_HOOKS = StepContext::runWithHooks;
  private static final Way RAW = (context, step) -> context.session().run(step);

  @Test
  void tc387_everySessionIsReplacedUntilThereAreNoMore() throws Exception {
    SessionConfig<AtomicInteger> config =
        SessionConfig.of(
            "cases",
            pipeline -> {
              if (sessions.incrementAndGet() > 3) {
                throw new IllegalStateException("no more sessions");
              }
              return new AtomicInteger(sessions.get());
            });
    try (var session = new MonitoredSession<>(config)) {
      for (int run = 1; run <= 6; run++) {
        session.run(RecoveryCasesTest::runOrAbort);
        assertFalse(session.shouldStop());
      }
      assertEquals(3, sessions.get());
      assertThrows(IllegalStateException.class, () -> session.run(RecoveryCasesTest::runOrAbort));
      assertTrue(session.shouldStop());
    }
  }

  private static void runOrAbort(AtomicInteger left) {
    if (left.getAndDecrement() == 0) {
      throw aborted();
    }
  }

  @Test
  void tc391_aPreemptedThreadIsRecoveredFromBetweenFunctionsOfStepsWithHooks() throws Exception {
    assertThreadsPreemptionIsRecoveredFrom(WITH_HOOKS);
  }

  @Test
  void tc392_anotherErrorOfAThreadStopsFunctionsOfStepsWithHooks() {
    assertThreadsErrorStops(WITH_HOOKS);
  }

  @Test
  void tc393_aStepCancelledByAPreemptionIsRepeatedWithHooks() throws Exception {
    assertCancelledStepIsRepeated(WITH_HOOKS);
  }

  @Test
  void tc394_aPreemptedThreadIsRecoveredFromBetweenFunctionsOfRawSteps() throws Exception {
    assertThreadsPreemptionIsRecoveredFrom(RAW);
  }

  @Test
  void tc395_anotherErrorOfAThreadStopsFunctionsOfRawSteps() {
    assertThreadsErrorStops(RAW);
  }

  @Test
  void tc396_aRawStepCancelledByAPreemptionIsRepeated() throws Exception {
    assertCancelledStepIsRepeated(RAW);
  }

  private void assertThreadsPreemptionIsRecoveredFrom(Way way) throws Exception {
    MonitoredSession.run(
        withQueue(),
        session -> {
          assertEquals(1, takenBy(session, way));
          report(session, aborted());
          assertEquals(1, sessions.get());
          assertFalse(session.shouldStop());
          assertEquals(2, sessions.get());
          assertEquals(1, takenBy(session, way));
        });
  }

  private void assertThreadsErrorStops(Way way) {
    IllegalStateException unknown = new IllegalStateException("unknown");
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                MonitoredSession.run(
                    withQueue(),
                    session -> {
                      assertEquals(1, takenBy(session, way));
                      assertFalse(session.shouldStop());
                      report(session, unknown);
                      assertTrue(session.shouldStop());
                    }));
    assertSame(unknown, thrown);
    assertEquals(1, sessions.get());
  }

  /// In the first session the step waits for more than there is.
  private void assertCancelledStepIsRepeated(Way way) throws Exception {
    MonitoredSession.run(
        withQueue(),
        session -> {
          long taken =
              session.runStepFunction(context -> {
                FifoQueue queue = context.session().model();
                int rows = sessions.get() == 1 ? 2 : 1;
                Coordinator coordinator = coordinator(session);
                Call<Void> preempting = rows == 2 ? preempting(queue, coordinator) : null;
                way.run(context, q -> dequeue(q, rows, Wait.under(coordinator)));
                assertTrue(preempting == null, "the step of the first session fails");
                return (long) rows;
              });
          assertEquals(1, taken);
          assertEquals(2, sessions.get());
          assertFalse(session.shouldStop());
        });
  }

  private static Call<Void> preempting(FifoQueue queue, Coordinator coordinator) {
    return Call.to(() -> {
      Call.until(() -> queue.waitingConsumers() == 1);
      coordinator.requestStop(aborted());
    });
  }

  /// Every session has a queue with one element.
  private SessionConfig<FifoQueue> withQueue() {
    return SessionConfig.of("cases", this::build);
  }

  private FifoQueue build(Pipeline pipeline) {
    sessions.incrementAndGet();
    FifoQueue queue = pipeline.add(new FifoQueue(QueueConfig.of(3, CaseFixture.FLOAT)));
    try {
      Ops.enqueue(queue, 7);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return queue;
  }

  private static long takenBy(MonitoredSession<FifoQueue> session, Way way) throws Exception {
    return session.runStepFunction(context -> {
      way.run(context, queue -> dequeue(queue, 1, Wait.FOREVER));
      return 1L;
    });
  }

  private static void dequeue(FifoQueue queue, int rows, Wait wait) throws InterruptedException {
    try (Batch batch = queue.newBatch(rows)) {
      queue.dequeueMany(batch, wait);
    }
  }
}
