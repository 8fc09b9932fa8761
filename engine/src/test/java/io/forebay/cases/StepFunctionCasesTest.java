package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.session.MonitoredSession;
import io.forebay.session.RecordingHook;
import io.forebay.session.SessionConfig;
import io.forebay.session.StepContext;
import io.forebay.session.StopIterationException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Functions that run steps.
class StepFunctionCasesTest extends SessionFixture {
  private final AtomicReference<MonitoredSession<AtomicInteger>> used = new AtomicReference<>();

  @Test
  void tc419_whatAStepGivesIsReturned() throws Exception {
    MonitoredSession.run(
        config(),
        session -> {
          int steps =
              session.runStepFunction(
                  context -> context.session().evaluate(AtomicInteger::incrementAndGet));
          assertEquals(1, steps);
        });
  }

  @Test
  void tc420_aFunctionThatRequestsTheStopEndsTheBlockCleanly() throws Exception {
    MonitoredSession.run(
        config(new RecordingHook("h", events)),
        session -> {
          used.set(session);
          session.runStepFunction(context -> {
            throw context.requestStop();
          });
          events.add("not reached");
        });
    assertTrue(used.get().shouldStop());
    assertEquals(List.of("h.begin", "h.afterCreateSession", "h.end"), events);
  }

  @Test
  void tc422_aRequestForTheStopLeavesTheLoopAtOnce() throws Exception {
    MonitoredSession.run(
        config(),
        session -> {
          used.set(session);
          while (!session.shouldStop()) {
            session.runStepFunction(context -> {
              if (context.session().step() == 3) {
                context.requestStop();
              }
              return context.evaluateWithHooks(AtomicInteger::incrementAndGet);
            });
            events.add("step");
          }
          events.add("not reached");
        });
    assertEquals(List.of("step", "step", "step"), events);
    try (var outside = new MonitoredSession<>(config())) {
      assertThrows(
          StopIterationException.class,
          () -> outside.runStepFunction(StepContext::requestStop)); // M13
      assertFalse(outside.shouldStop());
    }
  }

  @Test
  void tc423_whatAFunctionGivesIsReturned() throws Exception {
    MonitoredSession.run(
        config(), session -> assertEquals("value", session.runStepFunction(context -> "value")));
  }

  @Test
  void tc425_aMethodIsAFunction() throws Exception {
    MonitoredSession.run(
        config(), session -> assertEquals(2, session.runStepFunction(this::twoSteps)));
  }

  private int twoSteps(StepContext<AtomicInteger> context) throws InterruptedException {
    context.runWithHooks(AtomicInteger::incrementAndGet);
    return context.evaluateWithHooks(AtomicInteger::incrementAndGet);
  }

  @Test
  void tc426_hooksSeeWhatIsRunWithThem() throws Exception {
    assertHooksSeeWhatIsRunWithThem(config(new RecordingHook("h", events)));
  }

  @Test
  void tc427_hooksOfTheSingularFormSeeWhatIsRunWithThem() throws Exception {
    assertHooksSeeWhatIsRunWithThem(singular(new RecordingHook("h", events)));
  }

  private void assertHooksSeeWhatIsRunWithThem(SessionConfig<AtomicInteger> config)
      throws Exception {
    MonitoredSession.run(
        config,
        session ->
            session.runStepFunction(context -> {
              context.session().run(model -> events.add("bare step"));
              context.runWithHooks(model -> events.add("step"));
              context.session().run(model -> events.add("bare step"));
              return null;
            }));
    assertEquals(
        List.of(
            "h.begin",
            "h.afterCreateSession",
            "bare step",
            "h.beforeRun",
            "step",
            "h.afterRun",
            "bare step",
            "h.end"),
        events);
  }

  @Test
  void tc428_aFunctionThatRequestsTheStopCallsNoHooks() {
    try (var session = new MonitoredSession<>(config(new RecordingHook("h", events)))) {
      events.clear();
      assertThrows(
          StopIterationException.class, () -> session.runStepFunction(StepContext::requestStop));
      assertEquals(List.of(), events);
    }
  }

  @Test
  void tc431_afterAPreemptionTheWholeFunctionIsRepeated() throws Exception {
    RecordingHook hook = new RecordingHook("h", events).throwing("beforeRun", 2, aborted());
    MonitoredSession.run(
        config(hook),
        session -> {
          assertEquals(2, session.runStepFunction(this::twoSteps));
          assertFalse(session.shouldStop());
        });
    assertEquals(2, sessions.get());
    assertEquals(4, events.stream().filter("h.beforeRun"::equals).count());
    assertEquals(3, events.stream().filter("h.afterRun"::equals).count());
  }
}
