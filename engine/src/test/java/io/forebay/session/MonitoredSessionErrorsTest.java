package io.forebay.session;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.CoordinatorException;
import io.forebay.error.OutOfRangeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Which error leaves a block: of the form that knows what was thrown in it, and of the form that
/// is closed by a `try`.
class MonitoredSessionErrorsTest {
  private final List<String> events = new ArrayList<>();
  private final IllegalStateException ofBody = new IllegalStateException("of the body");
  private final IllegalStateException ofThread = new IllegalStateException("of a thread");

  @Test
  void runPassesCheckedErrorsOnAsTheyAre() {
    IOException checked = new IOException("disk");
    assertSame(checked, assertThrows(IOException.class, () -> inBlock(checked)));
    assertFalse(events.contains("h.end"));
    InterruptedException interrupt = new InterruptedException("asked to");
    assertSame(interrupt, assertThrows(InterruptedException.class, () -> inBlock(interrupt)));
    AssertionError error = new AssertionError("a step is wrong");
    assertSame(error, assertThrows(AssertionError.class, () -> inBlock(error)));
  }

  @Test
  void runSwallowsACleanEnd() { // M8
    for (Throwable end :
        List.of(new OutOfRangeException("end"), new StopIterationException("enough"))) {
      assertDoesEnd(() -> inBlock(end));
      assertDoesEnd(() -> inStep(end));
    }
  }

  private void assertDoesEnd(Executable block) {
    events.clear();
    assertDoesNotThrow(block);
    assertTrue(events.contains("h.end"));
  }

  @Test
  void inRunAThreadsErrorTakesThePlaceOfTheBodys() { // M8
    Throwable thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                MonitoredSession.run(
                    config(),
                    session -> {
                      session.coordinator().requestStop(ofThread);
                      throw ofBody;
                    }));
    assertSame(ofThread, thrown);
    assertEquals(List.of(ofBody), List.of(thrown.getSuppressed()));
    assertFalse(events.contains("h.end"));
  }

  @Test
  void inRunAThreadsErrorTakesThePlaceOfACleanEnd() { // M8
    IOException checked = new IOException("disk");
    CoordinatorException thrown =
        assertThrows(
            CoordinatorException.class,
            () ->
                MonitoredSession.run(
                    config(),
                    session -> {
                      session.coordinator().requestStop(checked);
                      throw new OutOfRangeException("the thread is gone");
                    }));
    assertSame(checked, thrown.getCause());
    assertTrue(events.contains("h.end"));
  }

  @Test
  void inRunTheEndOfTheDataIsAnErrorOfAThread() { // M2: no type is a clean stop
    OutOfRangeException ofReader = new OutOfRangeException("not out of a step");
    Throwable thrown =
        assertThrows(
            OutOfRangeException.class,
            () ->
                MonitoredSession.run(
                    config(), session -> session.coordinator().requestStop(ofReader)));
    assertSame(ofReader, thrown);
  }

  @Test
  void inRunOneErrorIsThrownOnce() {
    Throwable thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                MonitoredSession.run(
                    config().withRecovery(false),
                    session -> {
                      session.coordinator().requestStop(ofThread);
                      session.shouldStop();
                    }));
    assertSame(ofThread, thrown);
    assertEquals(0, thrown.getSuppressed().length);
  }

  @Test
  void tryPassesEverythingOn() {
    for (RuntimeException end :
        List.of(new OutOfRangeException("end"), new StopIterationException("enough"))) {
      events.clear();
      assertSame(end, assertThrows(RuntimeException.class, () -> inTry(end)));
      assertTrue(events.contains("h.end"), "it is a clean end");
    }
  }

  @Test
  void tryKnowsOnlyWhatItsRunsThrew() {
    assertSame(ofBody, assertThrows(IllegalStateException.class, () -> inTry(ofBody)));
    assertFalse(events.contains("h.end"));
    assertThrows(
        IllegalStateException.class,
        () -> {
          try (var session = new MonitoredSession<>(config())) {
            assertFalse(session.shouldStop());
            throw ofBody;
          }
        });
    assertTrue(events.contains("h.end"), "it cannot know");
  }

  @Test
  void tryForgetsAnErrorAfterARunThatSucceeds() throws Exception {
    try (var session = new MonitoredSession<>(config())) {
      assertThrows(IllegalStateException.class, () -> session.run(model -> fail(ofBody)));
      session.run(model -> {});
    }
    assertTrue(events.contains("h.end"));
  }

  @Test
  void inTryAThreadsErrorIsSuppressedInTheBodys() {
    assertThrows(
        IllegalStateException.class,
        () -> {
          try (var session = new MonitoredSession<>(config())) {
            session.coordinator().requestStop(ofThread);
            session.run(model -> fail(ofBody));
          }
        });
    assertEquals(List.of(ofThread), List.of(ofBody.getSuppressed()));
  }

  @Test
  void inTryAThreadsErrorIsThrownByTheClose() {
    Throwable thrown =
        assertThrows(
            IllegalStateException.class,
            () -> {
              try (var session = new MonitoredSession<>(config())) {
                session.coordinator().requestStop(ofThread);
              }
            });
    assertSame(ofThread, thrown);
    assertTrue(events.contains("h.end"));
  }

  @Test
  void inTryAnErrorIsThrownOnce() {
    for (Exception error : List.of(ofThread, new IOException("disk"))) {
      Exception thrown =
          assertThrows(
              Exception.class,
              () -> {
                try (var session = new MonitoredSession<>(config().withRecovery(false))) {
                  session.coordinator().requestStop(error);
                  session.shouldStop();
                }
              });
      assertTrue(thrown == error || thrown.getCause() == error);
      assertEquals(0, thrown.getSuppressed().length);
      assertFalse(events.contains("h.end"));
    }
  }

  @Test
  void inTryAnErrorThatAThreadReportsAndAStepThrowsIsThrownOnce() {
    for (RuntimeException error : List.of(ofThread, new OutOfRangeException("reported, too"))) {
      RuntimeException thrown =
          assertThrows(
              RuntimeException.class,
              () -> {
                try (var session = new MonitoredSession<>(config())) {
                  session.coordinator().requestStop(error);
                  session.run(model -> fail(error));
                }
              });
      assertSame(error, thrown);
      assertEquals(0, thrown.getSuppressed().length);
    }
  }

  @Test
  void aThreadsErrorDoesNotDisturbARun() throws Exception { // M6
    MonitoredSession<String> session = new MonitoredSession<>(config());
    session.coordinator().requestStop(ofThread);
    session.run(model -> events.add("step"));
    assertTrue(events.contains("step"));
    assertTrue(session.shouldStop());
    assertSame(ofThread, assertThrows(IllegalStateException.class, session::close));
  }

  private void inBlock(Throwable thrown) throws Throwable {
    MonitoredSession.run(config(), session -> fail(thrown));
  }

  private void inStep(Throwable thrown) throws Throwable {
    MonitoredSession.run(config(), session -> session.run(model -> fail(thrown)));
  }

  private void inTry(Throwable thrown) throws Exception {
    try (var session = new MonitoredSession<>(config())) {
      session.run(model -> fail(thrown));
    }
  }

  private static void fail(Throwable thrown) throws Exception {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (Exception) thrown;
  }

  private SessionConfig<String> config() {
    return SessionConfig.<String>of("p", pipeline -> "model")
        .withHooks(new RecordingHook("h", events));
  }
}
