package io.forebay.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Coordinator;
import io.forebay.coordination.CoordinatorException;
import io.forebay.coordination.Operation;
import io.forebay.coordination.Pipeline;
import io.forebay.coordination.QueueRunner;
import io.forebay.error.OutOfRangeException;
import io.forebay.error.PreemptionException;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.Tensors;
import io.forebay.wait.Wait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What begins anew, and what does not.
class MonitoredSessionRecoveryTest {
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final List<FifoQueue> queues = Collections.synchronizedList(new ArrayList<>());
  private final PreemptionException preemption = Recoveries.preemption();

  @Test
  void nothingOfThePreemptedSessionStays() throws Exception { // M4
    try (var session = new MonitoredSession<>(config())) {
      Session<FifoQueue> before = session.session();
      Coordinator coordinator = session.coordinator();
      session.run(this::preemptTheFirst);
      assertTrue(before.isClosed());
      assertThrows(IllegalStateException.class, before.model()::size, "it is freed");
      assertTrue(coordinator.isJoined());
      assertNotSame(before, session.session());
      assertNotSame(coordinator, session.coordinator());
      assertSame(queues.get(1), session.session().model());
      assertFalse(session.shouldStop());
    }
    assertEquals(
        List.of(
            "h.begin",
            "h.afterCreateSession",
            "h.beforeRun",
            "h.afterCreateSession",
            "h.beforeRun",
            "h.afterRun",
            "h.end"),
        events);
  }

  /// A thread of the preempted session had failed otherwise, which its close throws.
  @Test
  void thePreemptionIsToldWithWhatTheCloseThrows() {
    IllegalStateException ofThread = new IllegalStateException("of a thread");
    MonitoredSession<FifoQueue> session = new MonitoredSession<>(config());
    session.coordinator().requestStop(ofThread);
    assertSame(
        ofThread,
        assertThrows(
            IllegalStateException.class,
            () ->
                session.run(queue -> {
                  throw preemption;
                })));
    assertEquals(List.of(preemption), List.of(ofThread.getSuppressed()));
    assertTrue(session.shouldStop());
    session.close();
  }

  private void preemptTheFirst(FifoQueue queue) {
    if (queue == queues.getFirst()) {
      throw preemption;
    }
  }

  @Test
  void aRunnersPreemptionIsTheCauseOfTheEndOfTheData() throws Exception { // M4
    SessionConfig<FifoQueue> config =
        SessionConfig.of(
            "p",
            pipeline -> {
              FifoQueue queue = build(pipeline);
              pipeline.add(QueueRunner.on(queue).operation(feedOrAbort(queue)).build());
              return queue;
            });
    try (var session = new MonitoredSession<>(config)) {
      session.run(queue -> queue.dequeueMany(queue.newBatch(2)));
      assertEquals(2, queues.size());
    }
  }

  /// The first session gets one element, and is preempted; the others get elements for ever.
  private Operation feedOrAbort(FifoQueue queue) {
    return Operation.of(
        "feed",
        cancellation -> {
          if (queue == queues.getFirst() && queue.size() == 1) {
            throw preemption;
          }
          queue.enqueue(Wait.under(cancellation), Tensors.scalar(1));
        });
  }

  @Test
  void aPreemptionThatCausedAnErrorIsRecoveredFrom() throws Exception {
    try (var session = new MonitoredSession<>(config())) {
      session.run(queue -> {
        if (queue == queues.getFirst()) {
          throw new IOException("cannot read", new IllegalStateException(preemption));
        }
      });
      assertEquals(2, queues.size());
    }
  }

  @Test
  void aStepThatChecksRecoversOnce() throws Exception {
    try (var session = new MonitoredSession<>(config())) {
      session.run(queue -> {
        if (queue == queues.getFirst()) {
          session.coordinator().requestStop(preemption);
          assertFalse(session.shouldStop());
          throw new OutOfRangeException("it is gone under this step's feet");
        }
      });
      assertEquals(2, queues.size());
      assertEquals(0, queues.get(1).size(), "it is in use");
    }
  }

  @Test
  void aSessionThatItsStepClosedIsNotOpenedAgain() {
    MonitoredSession<FifoQueue> session = new MonitoredSession<>(config());
    PreemptionException thrown =
        assertThrows(
            PreemptionException.class,
            () ->
                session.run(queue -> {
                  session.close();
                  throw preemption;
                }));
    assertSame(preemption, thrown);
    assertTrue(session.shouldStop());
    assertEquals(1, queues.size());
  }

  @Test
  void anotherErrorOfAThreadEndsARecovery() {
    IOException ofThread = new IOException("disk");
    try (var session = new MonitoredSession<>(config())) {
      CoordinatorException thrown =
          assertThrows(
              CoordinatorException.class,
              () ->
                  session.run(queue -> {
                    session.coordinator().requestStop(ofThread);
                    throw preemption;
                  }));
      assertSame(ofThread, thrown.getCause());
      assertTrue(session.shouldStop());
    }
    assertFalse(events.contains("h.end"));
    assertThrows(IllegalStateException.class, queues.getFirst()::size);
  }

  @Test
  void aPreemptionAtTheEndIsNoError() throws Exception { // M7
    MonitoredSession.run(
        config(), session -> session.coordinator().requestStop(Recoveries.preemption()));
    assertEquals(1, queues.size());
    assertTrue(events.contains("h.end"));
  }

  @Test
  void aPreemptionAtTheEndOfTheSingularFormIsAnError() {
    assertSame(
        preemption,
        assertThrows(
            PreemptionException.class,
            () ->
                MonitoredSession.run(
                    config().withRecovery(false),
                    session -> session.coordinator().requestStop(preemption))));
  }

  @Test
  void inTheSingularFormAThreadsPreemptionTakesThePlaceOfTheStepsError() { // M4
    OutOfRangeException end = new OutOfRangeException("the thread is gone");
    assertThrows(
        PreemptionException.class,
        () -> {
          try (var session = new MonitoredSession<>(config().withRecovery(false))) {
            session.coordinator().requestStop(preemption);
            session.run(queue -> {
              throw end;
            });
          }
        });
    assertEquals(List.of(end), List.of(preemption.getSuppressed()));
    assertFalse(events.contains("h.end"), "it is no clean end");
  }

  @Test
  void hooksMayBePreemptedWhenASessionIsCreated() {
    RecordingHook hook =
        new RecordingHook("g", events).throwing("afterCreateSession", 1, preemption);
    try (var session = new MonitoredSession<>(config().withHooks(hook))) {
      assertSame(queues.get(1), session.session().model());
    }
    assertEquals(2, queues.size());
    assertThrows(IllegalStateException.class, queues.getFirst()::size);
  }

  @Test
  void everySessionIsAskedForItsFirstStep() throws Exception {
    long[] saved = {4, 6};
    SessionConfig<FifoQueue> config = config().withFirstStep(() -> saved[queues.size() - 1]);
    try (var session = new MonitoredSession<>(config)) {
      assertEquals(4, session.session().step());
      session.run(this::preemptTheFirst);
      assertEquals(7, session.session().step());
    }
  }

  private SessionConfig<FifoQueue> config() {
    return SessionConfig.<FifoQueue>of("p", this::build).withHooks(new RecordingHook("h", events));
  }

  private FifoQueue build(Pipeline pipeline) {
    FifoQueue queue = pipeline.add(new FifoQueue(QueueConfig.of(2, Tensors.NUMBER)));
    queues.add(queue);
    return queue;
  }
}
