package io.forebay.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueRunnerErrorsTest {
  private final AtomicInteger runs = new AtomicInteger();
  private final FifoQueue queue =
      new FifoQueue(
          QueueConfig.of(4, new TensorSpec(DType.INT64, Shape.scalar(), "")).withName("q"));

  @AfterEach
  void freeQueue() {
    queue.free();
  }

  @Test
  void errorsWithoutCoordinatorAreKeptAndThrown() { // U15, TC-240, TC-248
    ConcurrentLinkedQueue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    IOException checked = new IOException("broken disk");
    Operation broken = Operations.failing("broken", checked);
    IllegalStateException second = new IllegalStateException("broken state");
    QueueRunner runner =
        QueueRunner.on(queue)
            .operations(
                List.of(
                    broken,
                    Operations.failing("worse", second),
                    Operations.counting("good", runs, 3)))
            .build();
    for (int round = 0; round < 2; round++) { // U8, U9: a fresh set, exceptions reset
      List<Thread> threads = runner.createThreads(null, false, false);
      assertEquals(3, threads.size());
      threads.forEach(t -> t.setUncaughtExceptionHandler((thread, e) -> uncaught.add(e)));
      startAndAwait(threads);
      assertEquals(2, runner.exceptionsRaised().size());
      assertTrue(runner.exceptionsRaised().containsAll(List.of(checked, second)));
    }
    assertEquals(4, uncaught.size());
    assertTrue(uncaught.stream().anyMatch(e -> e.getCause() == checked));
    assertTrue(uncaught.contains(second));
  }

  @Test
  void nobodyClosesWhenTheLastThreadFails() { // U17
    QueueRunner runner =
        QueueRunner.on(queue)
            .operation(Operations.failing("broken", new IllegalStateException()))
            .build();
    List<Thread> threads = runner.createThreads(null, false, false);
    threads.getFirst().setUncaughtExceptionHandler((thread, e) -> {});
    startAndAwait(threads);
    assertFalse(queue.isClosed());
  }

  private static void startAndAwait(List<Thread> threads) {
    threads.forEach(Thread::start);
    threads.forEach(Await::end);
  }
}
