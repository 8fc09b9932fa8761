package io.forebay.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Loop;
import io.forebay.coordination.LooperThread;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Call;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoordinatorCasesTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Coordinator coordinator = new Coordinator();

  @Test
  void tc220_aFreshCoordinatorIsStoppedByARequest() throws Exception {
    assertFalse(coordinator.shouldStop());
    assertFalse(coordinator.waitForStop(Duration.ofMillis(10)));
    coordinator.requestStop();
    assertTrue(coordinator.shouldStop());
    assertTrue(coordinator.waitForStop(Duration.ofMillis(10)));
  }

  @Test
  void tc221_anotherThreadRequestsTheStop() {
    assertFalse(coordinator.shouldStop());
    Call<Boolean> waiting = Call.of(() -> coordinator.waitForStop(LONG));
    Call.to(coordinator::requestStop).result();
    assertTrue(waiting.result());
    assertTrue(coordinator.shouldStop());
  }

  @Test
  void tc222_joinReturnsOnceAllThreadsHaveEnded() throws Exception {
    List<Thread> threads = Stream.generate(() -> started(() -> {})).limit(3).toList();
    threads.forEach(coordinator::registerThread);
    coordinator.join(LONG);
    threads.forEach(thread -> assertFalse(thread.isAlive()));
    assertFalse(coordinator.shouldStop());
  }

  @Test
  void tc224_joinWaitsForRegisteredThreadsAndThoseGiven() {
    CountDownLatch[] ends = {new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1)};
    List<Thread> threads = Stream.of(ends).map(end -> started(() -> awaitEnd(end))).toList();
    coordinator.registerThread(threads.get(0));
    coordinator.registerThread(threads.get(1));
    Call<Void> join = Call.to(() -> coordinator.join(List.of(threads.get(2)), LONG, false));
    for (int i = 0; i < ends.length; i++) {
      assertTrue(join.isRunning());
      ends[i].countDown();
      Await.end(threads.get(i));
    }
    join.result();
  }

  @Test
  void tc227_theFirstThrownErrorIsTheOneThatJoinThrows() {
    IllegalStateException first = new IllegalStateException("First");
    Thread one =
        started(() ->
            coordinator.stopOnException(() -> {
              throw first;
            }));
    assertFirstWins(first, one);
  }

  @Test
  void tc228_theFirstReportedErrorIsTheOneThatJoinThrows() {
    IllegalStateException first = new IllegalStateException("First");
    assertFirstWins(first, started(() -> coordinator.requestStop(first)));
  }

  private void assertFirstWins(IllegalStateException first, Thread reporter) {
    Thread late =
        started(() -> {
          Await.until("the first has reported", coordinator::shouldStop);
          coordinator.requestStop(new IllegalStateException("Too late"));
        });
    coordinator.registerThread(reporter);
    coordinator.registerThread(late);
    assertSame(first, assertThrows(IllegalStateException.class, () -> coordinator.join(LONG)));
    assertFalse(late.isAlive());
  }

  @Test
  void tc229_theEndOfTheDataIsNoError() throws Exception {
    coordinator.registerThread(
        started(() -> coordinator.requestStop(new OutOfRangeException("First"))));
    coordinator.join(LONG);
    assertTrue(coordinator.shouldStop());
  }

  @Test
  void tc234_anErrorAfterTheJoinIsThrownWhereItIsReported() throws Exception {
    IllegalStateException error = new IllegalStateException("First");
    coordinator.join(LONG);
    assertSame(
        error, assertThrows(IllegalStateException.class, () -> coordinator.requestStop(error)));
    coordinator.clearStop();
    coordinator.requestStop(error);
    assertSame(error, assertThrows(IllegalStateException.class, () -> coordinator.join(LONG)));
  }

  @Test
  void tc235_aLoopCountsDownAndRequestsTheStop() throws Exception {
    AtomicInteger left = new AtomicInteger(3);
    LooperThread.loop(coordinator, Duration.ZERO, () -> countDown(left));
    coordinator.join(LONG);
    assertEquals(0, left.get());
    assertTrue(coordinator.shouldStop());
  }

  @Test
  void tc236_aLoopWithAStateOfItsOwnCountsDownAndRequestsTheStop() throws Exception {
    CountingDown loop = new CountingDown(new AtomicInteger(3));
    LooperThread.loop(coordinator, Duration.ZERO, loop);
    coordinator.join(LONG);
    assertEquals(0, loop.left.get());
  }

  private final class CountingDown implements Loop {
    private final AtomicInteger left;

    CountingDown(AtomicInteger left) {
      this.left = left;
    }

    @Override
    public void run() {
      countDown(left);
    }
  }

  private void countDown(AtomicInteger left) {
    if (left.decrementAndGet() == 0) {
      coordinator.requestStop();
    }
  }

  private static void awaitEnd(CountDownLatch end) {
    Await.until("may end", () -> end.getCount() == 0);
  }

  private static Thread started(Runnable body) {
    return Thread.ofPlatform().daemon().start(body);
  }
}
