package io.forebay.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LooperThreadTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Coordinator coordinator = new Coordinator();
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  /// Writes down its calls; runs a body of the test's.
  private class Recording implements Loop {
    private final ThrowingRunnable body;

    Recording(ThrowingRunnable body) {
      this.body = body;
    }

    @Override
    public void start() throws Exception {
      events.add("start");
    }

    @Override
    public void run() throws Exception {
      events.add("run");
      body.run();
    }

    @Override
    public void stop() throws Exception {
      events.add("stop");
    }
  }

  @Test
  void itIsADaemonThatItsCoordinatorWaitsFor() throws InterruptedException { // L1, L2
    Thread thread =
        LooperThread.loop(coordinator, Duration.ZERO, new Recording(coordinator::requestStop));
    assertTrue(thread.isDaemon());
    assertTrue(thread.getName().startsWith("LooperThread-"), thread.getName());
    coordinator.join(LONG);
    assertFalse(thread.isAlive());
    assertEquals(List.of("start", "run", "stop"), events);
  }

  @Test
  void argumentsAreChecked() { // L1
    Loop loop = () -> {};
    assertThrows(
        IllegalArgumentException.class,
        () -> LooperThread.loop(coordinator, Duration.ofNanos(-1), loop));
  }

  @Test
  void withoutIntervalARequestedStopMeansNoRun() throws InterruptedException { // L3
    coordinator.requestStop();
    LooperThread.loop(coordinator, Duration.ZERO, new Recording(() -> {}));
    coordinator.join(LONG);
    assertEquals(List.of("start", "stop"), events);
  }

  @Test
  void withIntervalARequestedStopMeansNoRun() throws InterruptedException { // L3
    coordinator.requestStop();
    LooperThread.loop(coordinator, LONG, new Recording(() -> {}));
    coordinator.join(LONG);
    assertEquals(List.of("start", "stop"), events);
  }

  @Test
  void firstRunComesAtOnceAndAStopEndsThePause() throws InterruptedException { // L3
    Thread thread = LooperThread.loop(coordinator, Duration.ofDays(1), new Recording(() -> {}));
    Await.until("it pauses", () -> thread.getState() == Thread.State.TIMED_WAITING);
    assertEquals(List.of("start", "run"), events);
    coordinator.requestStop();
    coordinator.join(LONG);
    assertEquals(List.of("start", "run", "stop"), events);
  }

  @Test
  void anIntervalMayBeForEver() throws InterruptedException {
    Thread thread =
        LooperThread.loop(coordinator, ChronoUnit.FOREVER.getDuration(), new Recording(() -> {}));
    Await.until("it pauses", () -> thread.getState() == Thread.State.TIMED_WAITING);
    coordinator.requestStop();
    coordinator.join(LONG);
    assertEquals(List.of("start", "run", "stop"), events);
  }

  @Test
  void runsThatAreLateFollowWithoutAPause() throws InterruptedException { // L3
    Recording loop =
        new Recording(() -> {
          if (events.size() == 20) {
            coordinator.requestStop();
          }
        });
    LooperThread.loop(coordinator, Duration.ofNanos(1), loop);
    coordinator.join(LONG);
    assertEquals(21, events.size());
  }

  @Test
  void errorsOfARunStopTheCoordinatorAndNothingElseIsCalled() { // L4
    IllegalStateException error = new IllegalStateException("in a run");
    LooperThread.loop(
        coordinator,
        Duration.ZERO,
        new Recording(() -> {
          throw error;
        }));
    assertSame(error, assertThrows(IllegalStateException.class, () -> coordinator.join(LONG)));
    assertEquals(List.of("start", "run"), events);
  }

  @Test
  void errorsOfTheStartStopTheCoordinatorAndNothingElseIsCalled() { // L4
    IOException error = new IOException("at the start");
    LooperThread.loop(
        coordinator,
        LONG,
        new Recording(() -> {}) {
          @Override
          public void start() throws Exception {
            super.start();
            throw error;
          }
        });
    CoordinatorException e = assertThrows(CoordinatorException.class, () -> coordinator.join(LONG));
    assertSame(error, e.getCause());
    assertEquals(List.of("start"), events);
  }

  @Test
  void onlyTheRunNeedsToBeGiven() throws InterruptedException { // L5
    LooperThread.loop(coordinator, Duration.ZERO, coordinator::requestStop);
    coordinator.join(LONG);
    assertTrue(coordinator.shouldStop());
  }
}
