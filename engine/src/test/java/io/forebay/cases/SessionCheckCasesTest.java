package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Coordinator;
import io.forebay.session.MonitoredSession;
import io.forebay.session.RunContext;
import io.forebay.session.RunValues;
import io.forebay.session.SessionHook;
import io.forebay.session.StopAtStepHook;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a session's check, and its close, do.
class SessionCheckCasesTest extends SessionFixture {
  @Test
  void tc378_theCheckIsTrueOnceItIsClosed() {
    MonitoredSession<AtomicInteger> session = new MonitoredSession<>(config());
    assertFalse(session.shouldStop());
    session.close();
    assertTrue(session.shouldStop());
    session.close();
    assertTrue(session.shouldStop());
  }

  @Test
  void tc379_theFourthCheckStops() throws Exception {
    try (var session = new MonitoredSession<>(config(StopAtStepHook.atStep(3)))) {
      for (int i = 0; i < 3; i++) {
        assertFalse(session.shouldStop());
        session.run(AtomicInteger::incrementAndGet);
      }
      assertTrue(session.shouldStop());
    }
  }

  @Test
  void tc380_aSessionAsksAnotherOne() throws Exception {
    try (var inner = new MonitoredSession<>(config(StopAtStepHook.atStep(1)));
        var outer = new MonitoredSession<>(config(stoppingWith(inner)))) {
      outer.run(AtomicInteger::incrementAndGet);
      assertFalse(outer.shouldStop());
      inner.run(AtomicInteger::incrementAndGet);
      outer.run(AtomicInteger::incrementAndGet);
      assertTrue(outer.shouldStop());
    }
  }

  private static SessionHook stoppingWith(MonitoredSession<?> other) {
    return new SessionHook() {
      @Override
      public void afterRun(RunContext context, RunValues values) {
        if (other.shouldStop()) {
          context.requestStop();
        }
      }
    };
  }

  @Test
  void tc381_withThreadsTheCheckIsTrueOnceItIsClosed() {
    MonitoredSession<AtomicInteger> session = new MonitoredSession<>(config());
    registerThreads(coordinator(session), 1);
    assertFalse(session.shouldStop());
    session.close();
    assertTrue(session.shouldStop());
  }

  @Test
  void tc382_theCheckIsTrueOnceTheCoordinatorStops() {
    try (var session = new MonitoredSession<>(config())) {
      assertFalse(session.shouldStop());
      coordinator(session).requestStop();
      assertTrue(session.shouldStop());
    }
  }

  @Test
  void tc385_theCloseStopsTheThreads() {
    MonitoredSession<AtomicInteger> session = new MonitoredSession<>(config());
    Coordinator coordinator = coordinator(session);
    List<Thread> threads = registerThreads(coordinator, 3);
    threads.forEach(thread -> assertTrue(thread.isAlive()));
    session.close();
    threads.forEach(thread -> assertFalse(thread.isAlive()));
    assertTrue(coordinator.shouldStop());
  }

  @Test
  void tc386_anErrorKeepsItsStackTrace() {
    IllegalStateException error =
        assertThrows(
            IllegalStateException.class,
            () ->
                MonitoredSession.run(
                    config(), session -> session.run(model -> failDeepInTheStep())));
    assertEquals("failDeepInTheStep", error.getStackTrace()[0].getMethodName());
    assertEquals(0, error.getSuppressed().length);
    IllegalStateException made = new IllegalStateException("made before");
    assertSame(
        made,
        assertThrows(
            IllegalStateException.class,
            () ->
                MonitoredSession.run(
                    config(),
                    session ->
                        session.run(model -> {
                          throw made;
                        }))));
  }

  private static void failDeepInTheStep() {
    throw new IllegalStateException("in a step");
  }

  private static List<Thread> registerThreads(Coordinator coordinator, int n) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .start(() -> coordinator.stopOnException(coordinator::waitForStop));
      coordinator.registerThread(thread);
      threads.add(thread);
    }
    return threads;
  }
}
