package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.Code;
import io.forebay.error.OutOfRangeException;
import io.forebay.error.PreemptionException;
import io.forebay.session.MonitoredSession;
import io.forebay.session.RecordingHook;
import io.forebay.session.SessionConfig;
import io.forebay.session.StopAtStepHook;
import io.forebay.session.StopIterationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Whole sessions: how their loops and blocks end.
class MonitoredSessionCasesTest extends SessionFixture {
  private final AtomicReference<MonitoredSession<AtomicInteger>> used = new AtomicReference<>();

  @Test
  void tc405_theDefaultsWork() throws Exception {
    MonitoredSession.run(
        SessionConfig.of("defaults", pipeline -> new AtomicInteger()),
        session -> assertEquals(1, session.evaluate(AtomicInteger::incrementAndGet)));
  }

  @Test
  void tc406_itStopsAtTheLastStepAlsoWhenItGoesOnFromASavedOne() throws Exception {
    assertEquals(3, lastStep(config(StopAtStepHook.atStep(3))));
    assertEquals(5, lastStep(config(StopAtStepHook.atStep(5)).withFirstStep(() -> 3)));
    assertEquals(5, events.size());
  }

  @Test
  void tc407_itStopsAfterSoManyStepsAlsoWhenItGoesOnFromASavedOne() throws Exception {
    assertEquals(3, lastStep(config(StopAtStepHook.afterSteps(3))));
    assertEquals(7, lastStep(config(StopAtStepHook.afterSteps(4)).withFirstStep(() -> 3)));
    assertEquals(7, events.size());
  }

  /// Runs steps until the session is to stop.
  private long lastStep(SessionConfig<AtomicInteger> config) throws Exception {
    try (var session = new MonitoredSession<>(config)) {
      while (!session.shouldStop()) {
        session.run(model -> events.add("step"));
      }
      assertNotNull(session.session());
      return session.session().step();
    }
  }

  @Test
  void tc409_abortedInAHookItBeginsAgain() throws Exception {
    assertBeginsAgainAfter(aborted());
  }

  @Test
  void tc410_unavailableInAHookItBeginsAgain() throws Exception {
    assertBeginsAgainAfter(new PreemptionException(Code.UNAVAILABLE, "gone"));
  }

  private void assertBeginsAgainAfter(PreemptionException preemption) throws Exception {
    RecordingHook hook = new RecordingHook("h", events).throwing("beforeRun", 4, preemption);
    MonitoredSession.run(
        config(hook),
        session -> {
          for (int step : new int[] {1, 2, 3, 1, 2}) {
            assertFalse(session.shouldStop());
            assertEquals(step, session.evaluate(AtomicInteger::incrementAndGet));
            assertEquals(step, session.session().step());
          }
        });
    assertEquals(2, sessions.get());
    assertEquals(1, count("h.begin"));
    assertEquals(2, count("h.afterCreateSession"));
    assertEquals(1, count("h.end"));
  }

  @Test
  void tc412_aHookEndsTheIterationSilently() throws Exception {
    RecordingHook hook =
        new RecordingHook("h", events)
            .throwing("beforeRun", 2, new StopIterationException("enough"));
    MonitoredSession.run(
        config(hook),
        session -> {
          used.set(session);
          session.run(AtomicInteger::incrementAndGet);
          assertFalse(session.shouldStop());
          session.run(AtomicInteger::incrementAndGet);
          events.add("not reached");
        });
    assertTrue(used.get().shouldStop());
    assertEquals(0, count("not reached"));
    assertEquals(1, count("h.end"));
  }

  @Test
  void tc413_anErrorOfAHookPropagates() {
    IllegalStateException error = new IllegalStateException("regular");
    RecordingHook hook = new RecordingHook("h", events).throwing("beforeRun", 2, error);
    assertPropagates(
        error,
        config(hook),
        session -> {
          session.run(AtomicInteger::incrementAndGet);
          session.run(AtomicInteger::incrementAndGet);
        });
    assertEquals(0, count("h.end"));
  }

  @Test
  void tc415_anErrorAtTheCoordinatorIsThrownAtTheEnd() {
    IllegalStateException error = new IllegalStateException("of a thread");
    assertPropagates(
        error,
        config(),
        session -> {
          session.run(AtomicInteger::incrementAndGet);
          report(session, error);
          assertTrue(session.shouldStop());
        });
  }

  @Test
  void tc416_afterACleanBodyItIsClosed() throws Exception {
    MonitoredSession.run(
        config(),
        session -> {
          used.set(session);
          session.run(AtomicInteger::incrementAndGet);
          assertFalse(session.shouldStop());
        });
    assertTrue(used.get().shouldStop());
    assertNull(used.get().session());
    assertThrows(IllegalStateException.class, () -> used.get().run(model -> {}));
  }

  @Test
  void tc417_whatTheBodyThrowsPropagatesAndItIsClosed() {
    IllegalStateException error = new IllegalStateException("of the body");
    assertPropagates(
        error,
        config(),
        session -> {
          throw error;
        });
  }

  @Test
  void tc430_theSingularFormDoesNotRecover() {
    PreemptionException preemption = aborted();
    RecordingHook hook = new RecordingHook("h", events).throwing("beforeRun", 4, preemption);
    assertPropagates(
        preemption,
        singular(hook),
        session -> {
          for (int i = 0; i < 4; i++) {
            session.run(AtomicInteger::incrementAndGet);
          }
        });
    assertEquals(1, sessions.get());
  }

  @Test
  void tc432_theSingularFormEndsCleanlyWithTheData() throws Exception {
    RecordingHook hook =
        new RecordingHook("h", events).throwing("beforeRun", 2, new OutOfRangeException("end"));
    MonitoredSession.run(
        singular(hook),
        session -> {
          used.set(session);
          session.run(AtomicInteger::incrementAndGet);
          session.run(AtomicInteger::incrementAndGet);
        });
    assertTrue(used.get().shouldStop());
    assertEquals(1, count("h.end"));
  }

  @Test
  void tc433_theSingularFormThrowsAnErrorAtTheCoordinatorAtTheEnd() {
    IllegalStateException error = new IllegalStateException("of a thread");
    assertPropagates(
        error,
        singular(),
        session -> {
          session.run(AtomicInteger::incrementAndGet);
          report(session, error);
          assertSame(error, assertThrows(IllegalStateException.class, session::shouldStop));
        });
  }

  @Test
  void tc434_theSingularFormHasNoSessionOnceItIsClosed() {
    MonitoredSession<AtomicInteger> session = new MonitoredSession<>(singular());
    assertNotNull(session.session());
    session.close();
    assertNull(session.session());
    assertNull(session.coordinator());
  }

  private void assertPropagates(
      Throwable error,
      SessionConfig<AtomicInteger> config,
      MonitoredSession.Body<AtomicInteger, Exception> body) {
    assertSame(
        error,
        assertThrows(
            error.getClass(),
            () ->
                MonitoredSession.run(
                    config,
                    session -> {
                      used.set(session);
                      body.accept(session);
                    })));
    assertTrue(used.get().shouldStop());
    assertNull(used.get().session());
  }

  private int count(String event) {
    return (int) events.stream().filter(event::equals).count();
  }
}
