package io.forebay.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.CancelledException;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.Tensors;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiter;
import io.forebay.wait.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the report tells of threads that do not end, be they platform or virtual threads.
class StragglerKindsTest {
  /// Kinds of threads. All carry the same name, or none: the report must not mix them up.
  enum Kind {
    PLATFORM(Thread.ofPlatform().daemon().name("worker")),
    VIRTUAL(Thread.ofVirtual().name("worker")),
    UNNAMED_VIRTUAL(Thread.ofVirtual());

    private final Thread.Builder builder;

    Kind(Thread.Builder builder) {
      this.builder = builder;
    }

    String nameOf(Thread thread) {
      return this == UNNAMED_VIRTUAL ? "thread #" + thread.threadId() : "worker";
    }
  }

  private final Coordinator coordinator = new Coordinator();
  private final Cancellation.Flag release = Cancellation.flag();
  private final List<Thread> threads = new ArrayList<>();
  private final FifoQueue images = queue("images", Waiting.parking());
  private final FifoQueue labels = queue("labels", Waiting.parking());

  @AfterEach
  void endAll() {
    release.cancel();
    threads.forEach(LockSupport::unpark);
    threads.forEach(Await::end);
    images.free();
    labels.free();
  }

  @ParameterizedTest
  @EnumSource
  void queueIsNamedWhereTheWaitIsNotUnderTheCoordinator(Kind kind) {
    Thread one = start(kind, () -> dequeue(images, 3, Wait.under(release)));
    Thread two = start(kind, () -> dequeue(labels, 2, Wait.under(release)));
    Await.until("they wait", () -> isParked(one) && isParked(two));
    List<String> report = report();
    assertLine(report, kind.nameOf(one) + " (WAITING), waits for queue 'images': dequeueMany of 3");
    assertLine(report, kind.nameOf(two) + " (WAITING), waits for queue 'labels': dequeueMany of 2");
    assertTrue(report.stream().anyMatch(line -> line.contains("FifoConsumers")), "its stack");
  }

  @ParameterizedTest
  @EnumSource
  void aProducersQueueIsNamed(Kind kind) throws Exception {
    images.enqueueMany(Tensors.vector(1, 2, 3, 4));
    Thread thread = start(kind, () -> images.enqueue(Wait.under(release), Tensors.scalar(5)));
    Await.until("it waits", () -> isParked(thread));
    assertLine(report(), kind.nameOf(thread) + " (WAITING), waits for queue 'images': enqueue");
  }

  @ParameterizedTest
  @EnumSource
  void whoIsDeafHasLeftTheQueueAndIsFoundInItsOwnCode(Kind kind) {
    Thread thread =
        start(
            kind,
            () -> {
              assertThrows(
                  CancelledException.class, () -> dequeue(images, 3, Wait.under(coordinator)));
              deafCode();
            });
    Await.until("it waits", () -> images.waitingConsumers() == 1);
    coordinator.requestStop();
    Await.until("it is in its own code", () -> isIn("deafCode", thread));
    List<String> report = report();
    assertLine(report, kind.nameOf(thread) + " (");
    assertFalse(String.join("\n", report).contains("waits for queue"), report.toString());
    assertTrue(report.stream().anyMatch(line -> line.contains("deafCode")), report.toString());
  }

  @ParameterizedTest
  @EnumSource
  void userCodeIsShownByItsStack(Kind kind) {
    Thread thread = start(kind, this::deafCode);
    Await.until("it is in its own code", () -> isIn("deafCode", thread));
    List<String> report = report();
    assertLine(report, kind.nameOf(thread) + " (");
    assertFalse(String.join("\n", report).contains("waits for"), report.toString());
    assertTrue(report.stream().anyMatch(line -> line.contains("deafCode")), report.toString());
  }

  @ParameterizedTest
  @EnumSource
  void idlingThreadsAreToldApart(Kind kind) {
    FifoQueue a = queue("a", Waiting.idling(SleepingIdleStrategy::new));
    FifoQueue b = queue("b", Waiting.idling(SleepingIdleStrategy::new));
    Thread one = start(kind, () -> dequeue(a, 1, Wait.under(release)));
    Thread two = start(kind, () -> dequeue(b, 1, Wait.under(release)));
    Await.until("they wait", () -> a.waitingConsumers() + b.waitingConsumers() == 2);
    assertTrue(release.describeWait(one).startsWith("queue 'a'"), release::describeWaits);
    assertTrue(release.describeWait(two).startsWith("queue 'b'"), release::describeWaits);
    String report = StragglersException.report("test", List.of(two, one), release);
    assertTrue(report.indexOf("queue 'b'") < report.indexOf("queue 'a'"), report);
    release.cancel();
    threads.forEach(Await::end);
    assertEquals("", release.describeWait(one));
    a.free();
    b.free();
  }

  /// What a join with no patience reports, line by line.
  private List<String> report() {
    coordinator.requestStop();
    StragglersException e =
        assertThrows(StragglersException.class, () -> coordinator.join(Duration.ZERO));
    assertEquals(threads, e.threads());
    return e.getMessage().lines().map(String::strip).toList();
  }

  private static void assertLine(List<String> report, String beginning) {
    assertTrue(
        report.stream().anyMatch(line -> line.startsWith(beginning)),
        () -> "no '" + beginning + "' in\n" + String.join("\n", report));
  }

  private interface Body {
    void run() throws Exception;
  }

  private Thread start(Kind kind, Body body) {
    Thread thread =
        kind.builder.unstarted(() -> {
          try {
            body.run();
          } catch (CancelledException released) {
            assertTrue(release.isCancelled());
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    threads.add(thread);
    coordinator.registerThread(thread);
    thread.start();
    return thread;
  }

  /// User code that listens to nobody but the test.
  private void deafCode() {
    while (!release.isCancelled()) {
      LockSupport.park();
    }
  }

  private static boolean isParked(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        && LockSupport.getBlocker(thread) instanceof Waiter;
  }

  private static boolean isIn(String method, Thread thread) {
    return List.of(thread.getStackTrace()).stream()
        .anyMatch(frame -> frame.getMethodName().equals(method));
  }

  private static void dequeue(FifoQueue queue, int rows, Wait wait) throws InterruptedException {
    queue.dequeueMany(queue.newBatch(rows), wait);
  }

  private static FifoQueue queue(String name, Waiting waiting) {
    return new FifoQueue(QueueConfig.of(4, Tensors.NUMBER).withName(name).withWaiting(waiting));
  }
}
