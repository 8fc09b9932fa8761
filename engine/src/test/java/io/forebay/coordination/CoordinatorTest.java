package io.forebay.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CoordinatorTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Coordinator coordinator = new Coordinator();

  @Test
  void isNotStoppedAtFirst() throws InterruptedException { // C6, TC-220
    assertFalse(coordinator.shouldStop());
    assertFalse(coordinator.waitForStop(Duration.ofMillis(10)));
    assertFalse(coordinator.waitForStop(Duration.ZERO));
    assertFalse(coordinator.waitForStop(Duration.ofSeconds(-1)));
    coordinator.requestStop();
    assertTrue(coordinator.shouldStop());
    assertTrue(coordinator.isCancelled());
    assertTrue(coordinator.waitForStop(Duration.ofMillis(10)));
    coordinator.waitForStop();
  }

  @Test
  void stopEndsTheWaitForIt() throws InterruptedException { // C6, TC-221
    Thread waiter = Thread.ofPlatform().start(() -> assertStopComes(LONG));
    Await.until("the thread waits", () -> waiter.getState() == Thread.State.TIMED_WAITING);
    coordinator.requestStop();
    waiter.join();
    coordinator.requestStop(); // again: no harm (C3)
  }

  @Test
  void joinWithoutStopWaitsForAllThreads() throws InterruptedException { // C9, C10, TC-222, TC-224
    CountDownLatch go = new CountDownLatch(1);
    Thread registered = started(() -> awaitQuietly(go));
    Thread given = started(() -> awaitQuietly(go));
    coordinator.registerThread(registered);
    coordinator.registerThread(given);
    Thread joiner = started(() -> joinQuietly(List.of(given)));
    Await.until("join waits", () -> joiner.getState() == Thread.State.WAITING);
    go.countDown();
    joiner.join();
    assertFalse(registered.isAlive());
    assertFalse(given.isAlive());
    assertFalse(coordinator.shouldStop()); // join requests no stop
    assertTrue(coordinator.isJoined());
  }

  @Test
  void joinTakesThreadsThatWereNeverStartedAsEnded() throws InterruptedException { // C13
    Thread platform = Thread.ofPlatform().unstarted(() -> {});
    Thread virtual = Thread.ofVirtual().unstarted(() -> {});
    coordinator.join(List.of(platform, virtual, Thread.currentThread()), LONG, false);
  }

  @Test
  void joinDoesNotWaitForAThreadThatIsNotStartedBesideOneThatRuns() throws Exception { // C13
    Thread virtual = Thread.ofVirtual().unstarted(() -> {});
    CountDownLatch over = new CountDownLatch(1);
    Thread running = started(() -> awaitQuietly(over));
    Thread joiner = started(() -> joinQuietly(List.of(virtual, running)));
    Await.until("joins", () -> joiner.getState() == Thread.State.WAITING);
    over.countDown();
    Await.end(joiner);
    assertFalse(coordinator.shouldStop());
  }

  @Test
  void firstErrorWinsAndStaysRecorded() throws InterruptedException { // C3, C11, TC-227
    IllegalStateException first = new IllegalStateException("First");
    coordinator.registerThread(started(() -> coordinator.requestStop(first)));
    coordinator.waitForStop();
    coordinator.requestStop(new IllegalStateException("Too late"));
    assertSame(first, assertThrows(IllegalStateException.class, () -> coordinator.join(LONG)));
    assertSame(first, assertThrows(IllegalStateException.class, () -> coordinator.join(LONG)));
    assertSame(first, assertThrows(RuntimeException.class, coordinator::raiseRequestedException));
    assertSame(first, coordinator.error());
    coordinator.clearStop();
    coordinator.raiseRequestedException();
    assertNull(coordinator.error());
  }

  @Test
  void errorAfterStopWithoutOneIsIgnored() throws InterruptedException { // C3
    coordinator.requestStop();
    coordinator.requestStop(new IllegalStateException("Too late"));
    coordinator.join(LONG);
  }

  @Test
  void endOfDataIsCleanUnlessToldOtherwise() throws InterruptedException { // C1, C2, TC-229
    coordinator.requestStop(new OutOfRangeException("end"));
    coordinator.join(LONG);
    assertTrue(coordinator.shouldStop());

    Coordinator none = new Coordinator(List.of());
    none.requestStop(new OutOfRangeException("end"));
    assertThrows(OutOfRangeException.class, () -> none.join(LONG));

    Coordinator own = new Coordinator(List.of(IOException.class));
    own.requestStop(new java.io.FileNotFoundException("a subclass"));
    own.join(LONG);
  }

  @Test
  void checkedErrorIsTheCauseOfAnUncheckedOne() { // C10.5
    IOException original = new IOException("disk");
    coordinator.requestStop(original);
    CoordinatorException e = assertThrows(CoordinatorException.class, () -> coordinator.join(LONG));
    assertSame(original, e.getCause());
    assertEquals("disk", e.getMessage());
  }

  @Test
  void errorAfterJoinGoesToWhoReportsIt() throws InterruptedException { // C4, C7, TC-234
    coordinator.join(LONG);
    AssertionError error = new AssertionError("late");
    assertSame(error, assertThrows(AssertionError.class, () -> coordinator.requestStop(error)));
    assertFalse(coordinator.shouldStop());
    coordinator.requestStop(new OutOfRangeException("clean: only the flag"));
    assertTrue(coordinator.shouldStop());
    coordinator.clearStop();
    assertFalse(coordinator.shouldStop());
    assertFalse(coordinator.isJoined());
    coordinator.requestStop(error);
    assertSame(error, assertThrows(AssertionError.class, () -> coordinator.join(LONG)));
  }

  @Test
  void scopeTurnsEverythingThrownIntoAStop() { // C8
    AtomicReference<String> after = new AtomicReference<>("");
    StackOverflowError error = new StackOverflowError("deep");
    coordinator.stopOnException(() -> {
      throw error;
    });
    after.set("ran");
    assertEquals("ran", after.get());
    assertSame(error, assertThrows(StackOverflowError.class, () -> coordinator.join(LONG)));
    assertThrows(
        IllegalStateException.class, // C4: joined
        () ->
            coordinator.stopOnException(() -> {
              throw new IllegalStateException("escapes");
            }));
  }

  @Test
  void scopeKeepsTheInterrupt() {
    coordinator.stopOnException(() -> {
      throw new InterruptedException("asked to");
    });
    assertTrue(Thread.interrupted());
    assertThrows(CoordinatorException.class, () -> coordinator.join(LONG));
  }

  @Test
  void stopDuringJoinStartsTheGrace() throws InterruptedException { // C10.2, C10.3
    Thread worker = started(() -> assertStopComes(LONG));
    coordinator.registerThread(worker);
    Thread joiner = started(() -> joinQuietly(List.of()));
    Await.until("join waits", () -> joiner.getState() == Thread.State.WAITING);
    coordinator.requestStop();
    joiner.join();
    assertFalse(worker.isAlive());
  }

  @Test
  void joinMayBeInterrupted() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Thread worker = started(() -> awaitQuietly(never));
    coordinator.registerThread(worker);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> coordinator.join(LONG));
    assertFalse(coordinator.isJoined());
    never.countDown();
    coordinator.join(LONG);
  }

  @Test
  void longestDurationsAreAccepted() throws InterruptedException {
    Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
    coordinator.requestStop(new CancelledException("not clean"));
    assertTrue(coordinator.waitForStop(forEver));
    assertTrue(coordinator.waitForStop(forEver.negated()));
    assertThrows(CancelledException.class, () -> coordinator.join(forEver));
  }

  private void assertStopComes(Duration limit) {
    try {
      assertTrue(coordinator.waitForStop(limit));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void joinQuietly(List<Thread> more) {
    try {
      coordinator.join(more, LONG, false);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread started(Runnable body) {
    return Thread.ofPlatform().daemon().start(body);
  }
}
