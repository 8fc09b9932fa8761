package io.forebay.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Hooks that throw, each in each of its methods; and what hooks see.
class SessionHooksTest {
  private final List<String> events = new ArrayList<>();
  private final IllegalStateException error = new IllegalStateException("of a hook");
  private final RecordingHook first = new RecordingHook("a", events);
  private final RecordingHook last = new RecordingHook("c", events);

  @Test
  void thrownInBeginNothingIsBuilt() {
    assertSame(error, failure("begin"));
    assertEquals(List.of("a.begin", "b.begin"), events);
  }

  @Test
  void thrownInAfterCreateSessionTheSessionIsFreed() {
    assertSame(error, failure("afterCreateSession"));
    assertEquals(
        List.of(
            "a.begin",
            "b.begin",
            "c.begin",
            "built",
            "a.afterCreateSession",
            "b.afterCreateSession",
            "freed"),
        events);
  }

  @Test
  void thrownInBeforeRunTheStepIsNotRun() {
    assertSame(error, failure("beforeRun"));
    assertEquals(List.of("a.beforeRun", "b.beforeRun", "freed"), eventsOfTheRun());
  }

  @Test
  void thrownInAfterRunTheOthersBehindItAreNotCalled() { // M7: no end, an error ends it
    assertSame(error, failure("afterRun"));
    assertEquals(
        List.of(
            "a.beforeRun",
            "b.beforeRun",
            "c.beforeRun",
            "step",
            "a.afterRun",
            "b.afterRun",
            "freed"),
        eventsOfTheRun());
  }

  @Test
  void thrownInEndTheSessionIsFreedAllTheSame() {
    assertSame(error, failure("end"));
    List<String> run = eventsOfTheRun();
    assertEquals(List.of("a.end", "b.end", "freed"), run.subList(run.size() - 3, run.size()));
  }

  /// What leaves the block when the hook in the middle throws in that method.
  private IllegalStateException failure(String method) {
    SessionHook middle = new RecordingHook("b", events).throwing(method, 1, error);
    return assertThrows(
        IllegalStateException.class,
        () ->
            MonitoredSession.run(
                config(first, middle, last), session -> session.run(model -> events.add("step"))));
  }

  private List<String> eventsOfTheRun() {
    return events.subList(events.indexOf("a.beforeRun"), events.size());
  }

  private SessionConfig<AtomicInteger> config(SessionHook... hooks) {
    return SessionConfig.<AtomicInteger>of(
            "p",
            pipeline -> {
              events.add("built");
              pipeline.onClose(() -> events.add("freed"));
              return new AtomicInteger();
            })
        .withHooks(hooks);
  }

  /// A hook that is a record: two of them may be equal.
  private record Asking(Map<String, Fetch> fetches, List<Object> told) implements SessionHook {
    @Override
    public RunArgs beforeRun(RunContext context) {
      return RunArgs.fetching(fetches);
    }

    @Override
    public void afterRun(RunContext context, RunValues values) {
      told.add(values.get("step", Long.class));
    }
  }

  @Test
  void equalHooksAreEachCalled() throws Exception { // M11
    List<Object> told = new ArrayList<>();
    Fetch step = Session::step;
    Asking hook = new Asking(Map.of("step", step), told);
    SessionHook equal = new Asking(Map.of("step", step), told);
    try (var session = new MonitoredSession<>(config(hook, equal, hook))) {
      session.run(AtomicInteger::incrementAndGet);
    }
    assertEquals(List.of(1L, 1L, 1L), told);
  }

  @Test
  void aHookKnowsOnlyWhatItAskedFor() {
    RunValues values = new RunValues(Map.of("a", 1));
    assertEquals(1, values.get("a", Integer.class));
    assertThrows(InvalidArgumentException.class, () -> values.get("b", Integer.class));
    assertThrows(InvalidArgumentException.class, () -> values.get("a", String.class));
  }

  @Test
  void feedsAreCheckedWhenTheyAreAskedFor() {
    Feeds feeds = Feeds.of(Map.of("a", 1));
    assertEquals(1, feeds.get("a", Integer.class));
    String message =
        assertThrows(InvalidArgumentException.class, () -> feeds.get("a", String.class))
            .getMessage();
    assertEquals("feed 'a' is a java.lang.Integer (expected: a java.lang.String)", message);
    assertThrows(InvalidArgumentException.class, () -> feeds.get("b", String.class));
    assertSame(Feeds.NONE, Feeds.of(Map.of()));
  }

  @Test
  void twoHooksCannotFeedTheSame() { // M11
    SessionHook feeding =
        new SessionHook() {
          @Override
          public RunArgs beforeRun(RunContext context) {
            return RunArgs.feeding(Map.of("a", 1));
          }
        };
    try (var session = new MonitoredSession<>(config(feeding, feeding))) {
      assertThrows(IllegalStateException.class, () -> session.run(model -> events.add("step")));
    }
    assertFalse(events.contains("step"));
  }

  @Test
  void stepsToStopAtAreAtLeastOne() { // M12
    assertThrows(IllegalArgumentException.class, () -> StopAtStepHook.atStep(0));
    assertThrows(IllegalArgumentException.class, () -> StopAtStepHook.afterSteps(0));
  }

  @Test
  void stepsAreCountedFromTheFirstSessionOn() throws Exception { // M12
    long[] saved = {10, 12};
    AtomicInteger sessions = new AtomicInteger();
    RecordingHook preempting =
        new RecordingHook("p", events).throwing("beforeRun", 4, Recoveries.preemption());
    SessionConfig<AtomicInteger> config =
        config(StopAtStepHook.afterSteps(5), preempting)
            .withFirstStep(() -> saved[sessions.getAndIncrement()]);
    try (var session = new MonitoredSession<>(config)) {
      while (!session.shouldStop()) {
        session.run(model -> {});
      }
      assertEquals(15, session.session().step());
      assertEquals(2, sessions.get());
    }
  }

  @Test
  void oneHookServesSeveralSessions() throws Exception { // M12
    StopAtStepHook hook = StopAtStepHook.afterSteps(2);
    for (long from : new long[] {0, 100, 7}) {
      try (var session = new MonitoredSession<>(config(hook).withFirstStep(() -> from))) {
        while (!session.shouldStop()) {
          session.run(model -> {});
        }
        assertEquals(from + 2, session.session().step());
      }
    }
  }

  @Test
  void aStepBeyondTheLastStopsToo() throws Exception { // M12
    SessionConfig<AtomicInteger> config = config(StopAtStepHook.atStep(3)).withFirstStep(() -> 9);
    try (var session = new MonitoredSession<>(config)) {
      assertFalse(session.shouldStop());
      session.run(model -> {});
      assertTrue(session.shouldStop());
    }
  }
}
