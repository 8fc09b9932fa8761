package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.session.Feeds;
import io.forebay.session.MonitoredSession;
import io.forebay.session.RecordingHook;
import io.forebay.session.RunArgs;
import io.forebay.session.RunContext;
import io.forebay.session.RunValues;
import io.forebay.session.SessionHook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What hooks add to a run, and are told of it.
class HookCasesTest extends SessionFixture {
  /// Asks for something, and keeps what it is told.
  private static final class AskingHook implements SessionHook {
    private final RunArgs args;
    private Map<String, Object> told = Map.of();
    private Map<String, Object> callersFeeds = Map.of();

    AskingHook(RunArgs args) {
      this.args = args;
    }

    @Override
    public RunArgs beforeRun(RunContext context) {
      callersFeeds = context.originalFeeds().asMap();
      return args;
    }

    @Override
    public void afterRun(RunContext context, RunValues values) {
      told = values.fetched();
    }
  }

  @Test
  void tc397_aRunPassesEverythingOn() throws Exception {
    AskingHook hook = new AskingHook(RunArgs.NONE);
    try (var session = new MonitoredSession<>(config(hook))) {
      String result =
          session.evaluate(
              (model, feeds) -> model.incrementAndGet() + feeds.get("text", String.class),
              Feeds.of(Map.of("text", " given")));
      assertEquals("1 given", result);
      assertEquals(Map.of("text", " given"), hook.callersFeeds);
    }
  }

  @Test
  void tc398_everyHookIsCalledOnceARun() throws Exception {
    var hooks = List.of(new RecordingHook("a", events), new RecordingHook("b", events));
    try (var session = new MonitoredSession<>(config(hooks.get(0), hooks.get(1)))) {
      events.clear();
      session.run(model -> events.add("step"));
      assertEquals(
          List.of("a.beforeRun", "b.beforeRun", "step", "a.afterRun", "b.afterRun"), events);
      session.run(model -> {});
      assertEquals(9, events.size());
    }
  }

  @Test
  void tc399_aHookRequestsTheStop() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    SessionHook stopping =
        new SessionHook() {
          @Override
          public void afterRun(RunContext context, RunValues values) {
            if (runs.incrementAndGet() == 2) {
              context.requestStop();
            }
          }
        };
    try (var session = new MonitoredSession<>(config(stopping))) {
      session.run(AtomicInteger::incrementAndGet);
      assertFalse(session.shouldStop());
      session.run(AtomicInteger::incrementAndGet);
      assertTrue(session.shouldStop());
      assertThrows(IllegalStateException.class, () -> session.run(AtomicInteger::incrementAndGet));
    }
  }

  @Test
  void tc400_whatAHookFetchesIsToldToItAlone() throws Exception {
    AskingHook asking = new AskingHook(RunArgs.fetching(Map.of("step", s -> s.step())));
    AskingHook other = new AskingHook(RunArgs.fetching(Map.of("open", s -> !s.isClosed())));
    AskingHook none = new AskingHook(RunArgs.NONE);
    try (var session = new MonitoredSession<>(config(asking, other, none))) {
      assertEquals(1, session.evaluate(AtomicInteger::incrementAndGet));
      assertEquals(Map.of("step", 1L), asking.told);
      assertEquals(Map.of("open", true), other.told);
      assertEquals(Map.of(), none.told);
    }
  }

  @Test
  void tc401_hooksFeed() throws Exception {
    AskingHook one = new AskingHook(RunArgs.feeding(Map.of("a", 5)));
    AskingHook two = new AskingHook(RunArgs.feeding(Map.of("b", 10)));
    try (var session = new MonitoredSession<>(config(one, two))) {
      assertEquals(15, session.evaluate(HookCasesTest::sum, Feeds.NONE));
    }
  }

  @Test
  void tc402_hooksAndTheCallerFeed() throws Exception {
    Map<String, Integer> given = new HashMap<>(Map.of("b", 10));
    AskingHook hook = new AskingHook(RunArgs.feeding(Map.of("a", 5)));
    try (var session = new MonitoredSession<>(config(hook))) {
      assertEquals(15, session.evaluate(HookCasesTest::sum, Feeds.of(given)));
      assertEquals(Map.of("b", 10), given);
      assertEquals(Map.of("b", 10), hook.callersFeeds);
    }
  }

  @Test
  void tc404_aHookAndTheCallerCannotFeedTheSame() {
    try (var session =
        new MonitoredSession<>(config(new AskingHook(RunArgs.feeding(Map.of("a", 5)))))) {
      Feeds given = Feeds.of(Map.of("a", 10));
      String message =
          assertThrows(
                  IllegalStateException.class, () -> session.evaluate(HookCasesTest::sum, given))
              .getMessage();
      assertTrue(message.contains("'a'"), message);
    }
  }

  private static int sum(AtomicInteger model, Feeds feeds) {
    return feeds.get("a", Integer.class) + feeds.get("b", Integer.class);
  }
}
