package io.forebay.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.Test;

class StragglersTest {
  private final Coordinator coordinator = new Coordinator();
  private final Cancellation.Flag release = Cancellation.flag();

  @Test
  void joinNamesThemWithStackAndQueue() throws InterruptedException { // C10.6
    FifoQueue queue = queue(Waiting.parking());
    Thread thread = waitingThread(queue, Wait.under(release));
    StragglersException e = assertStragglers(thread);
    assertTrue(e.getMessage().contains("stubborn"), e.getMessage());
    assertTrue(e.getMessage().contains("queue 'images': dequeueMany of 3"), e.getMessage());
    assertTrue(e.getMessage().contains("io.forebay.queue.FifoConsumers"), e.getMessage());
    release(thread, queue);
  }

  @Test
  void queueIsNamedWhereTheThreadSpins() throws InterruptedException {
    FifoQueue queue = queue(Waiting.idling(YieldingIdleStrategy::new));
    Thread thread = waitingThread(queue, Wait.under(release));
    String report = StragglersException.report("test", List.of(thread), release);
    assertTrue(report.contains("waits for queue 'images': dequeueMany of 3"), report);
    release(thread, queue);
  }

  @Test
  void errorComesBeforeStragglers() { // C10.5
    Thread thread = parkedThread();
    coordinator.registerThread(thread);
    coordinator.requestStop(new IllegalStateException("first"));
    assertThrows(IllegalStateException.class, () -> coordinator.join(Duration.ZERO));
    end(thread);
  }

  @Test
  void theyAreOnlyLoggedOnRequest() throws InterruptedException { // C10.6
    Thread thread = parkedThread();
    coordinator.requestStop();
    coordinator.join(List.of(thread), Duration.ofNanos(1), true);
    coordinator.join(List.of(thread), Duration.ofSeconds(-1), true);
    assertTrue(coordinator.isJoined());
    end(thread);
  }

  private StragglersException assertStragglers(Thread thread) {
    coordinator.registerThread(thread);
    coordinator.requestStop();
    StragglersException e =
        assertThrows(StragglersException.class, () -> coordinator.join(Duration.ofMillis(1)));
    assertEquals(List.of(thread), e.threads());
    return e;
  }

  private static FifoQueue queue(Waiting waiting) {
    TensorSpec component = new TensorSpec(DType.INT64, Shape.scalar(), "");
    return new FifoQueue(QueueConfig.of(4, component).withName("images").withWaiting(waiting));
  }

  private Thread waitingThread(FifoQueue queue, Wait wait) {
    Thread thread =
        Thread.ofPlatform().daemon().name("stubborn").start(() -> dequeueQuietly(queue, wait));
    Await.until("it waits", () -> queue.waitingConsumers() == 1);
    Await.until("it is known to wait", () -> !release.describeWaits().isEmpty());
    return thread;
  }

  private static void dequeueQuietly(FifoQueue queue, Wait wait) {
    try {
      queue.dequeueMany(queue.newBatch(3), wait);
    } catch (io.forebay.error.CancelledException | InterruptedException e) {
      assertTrue(wait.isCancelled());
    }
  }

  private void release(Thread thread, FifoQueue queue) {
    release.cancel();
    Await.end(thread);
    queue.free();
  }

  private Thread parkedThread() {
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (!release.isCancelled()) {
            LockSupport.park();
          }
        });
  }

  private void end(Thread thread) {
    release.cancel();
    LockSupport.unpark(thread);
    Await.end(thread);
  }
}
