package io.forebay.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.coordination.Coordinator;
import io.forebay.coordination.CoordinatorException;
import io.forebay.coordination.LooperThread;
import io.forebay.coordination.Operation;
import io.forebay.coordination.Operations;
import io.forebay.coordination.QueueRunner;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.Batch;
import io.forebay.queue.Call;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.Tensors;
import io.forebay.session.MonitoredSession;
import io.forebay.session.SessionConfig;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Interrupts of those who coordinate, and of the threads that fill queues.
class CoordinationInterruptsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Coordinator coordinator = new Coordinator();
  private final FifoQueue queue = new FifoQueue(QueueConfig.of(1, Tensors.NUMBER).withName("q"));
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void free() {
    queue.free();
  }

  private interface Waiting {
    void run(Coordinator coordinator) throws InterruptedException;
  }

  /// A wait at the coordinator, by its name.
  private record Wording(String name, Waiting waiting) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Wording> waits() {
    return Stream.of(
        new Wording("waitForStop()", Coordinator::waitForStop),
        new Wording("waitForStop(Duration)", coordinator -> coordinator.waitForStop(LONG)),
        new Wording("join()", Coordinator::join),
        new Wording("join(Duration)", coordinator -> coordinator.join(LONG)),
        new Wording("join(..)", coordinator -> coordinator.join(List.of(), LONG, true)));
  }

  private Call<Void> waits(Wording wording, AtomicReference<Thread> thread, boolean interrupted) {
    return Call.to(() -> {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      thread.set(Thread.currentThread());
      try {
        wording.waiting.run(coordinator);
      } finally {
        assertFalse(Thread.currentThread().isInterrupted(), "the exception stands for it");
      }
    });
  }

  private static boolean isWaiting(AtomicReference<Thread> reference) {
    Thread thread = reference.get();
    return thread != null
        && (thread.getState() == Thread.State.WAITING
            || thread.getState() == Thread.State.TIMED_WAITING);
  }

  /// A thread that ends when the latch opens.
  private void registerThread() {
    coordinator.registerThread(Thread.ofPlatform().daemon().start(this::untilOpen));
  }

  private void untilOpen() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The threads stay registered, and a join that follows waits for them.
  @ParameterizedTest
  @MethodSource("waits")
  void anInterruptEndsAWaitAtTheCoordinator(Wording wording) throws Exception {
    registerThread();
    for (boolean before : new boolean[] {true, false}) {
      AtomicReference<Thread> thread = new AtomicReference<>();
      Call<Void> call = waits(wording, thread, before);
      if (!before) {
        Call.until(() -> isWaiting(thread));
        call.interrupt();
      }
      call.failure(InterruptedException.class);
      assertFalse(coordinator.shouldStop());
      assertFalse(coordinator.isJoined());
    }
    release.countDown();
    coordinator.join(LONG);
    assertTrue(coordinator.isJoined());
  }

  /// Also while it only waits for stragglers.
  @Test
  void anInterruptEndsTheGraceOfAJoin() throws Exception {
    registerThread();
    coordinator.requestStop();
    AtomicReference<Thread> thread = new AtomicReference<>();
    Call<Void> call = waits(new Wording("join", c -> c.join(LONG)), thread, false);
    Call.until(() -> isWaiting(thread));
    call.interrupt();
    call.failure(InterruptedException.class);
    assertFalse(coordinator.isJoined());
    release.countDown();
    coordinator.join(LONG);
  }

  private static Operation filling(FifoQueue queue) {
    return Operation.of("fill", under -> queue.enqueue(Wait.under(under), Tensors.scalar(1)));
  }

  /// It is an error like others (U14): the coordinator tells it, and the queue is closed.
  @Test
  void anInterruptOfAThreadThatFillsAQueueIsAnError() throws Exception {
    QueueRunner runner = QueueRunner.on(queue).operation(filling(queue)).build();
    List<Thread> threads = runner.createThreads(coordinator, true, true);
    Await.until("it waits for room", () -> queue.waitingProducers() == 1);
    threads.getFirst().interrupt();
    var e = assertThrows(CoordinatorException.class, () -> coordinator.join(LONG));
    assertInstanceOf(InterruptedException.class, e.getCause());
    threads.forEach(Await::end);
    assertTrue(queue.isClosed());
    assertEquals(1, queue.size());
  }

  /// Without a coordinator it is kept, and nobody closes the queue (U15, U17).
  @Test
  void anInterruptOfAThreadWithoutACoordinatorIsKept() throws Exception {
    QueueRunner runner = QueueRunner.on(queue).operation(filling(queue)).build();
    Thread thread = runner.createThreads(null, true, false).getFirst();
    thread.setUncaughtExceptionHandler((ended, e) -> {});
    thread.start();
    Await.until("it waits for room", () -> queue.waitingProducers() == 1);
    thread.interrupt();
    Await.end(thread);
    assertInstanceOf(InterruptedException.class, runner.exceptionsRaised().getFirst());
    assertFalse(queue.isClosed());
  }

  /// The last thread has come to the end of its input, and its close waits behind a producer: the
  /// queue is closed all the same, or its consumers would wait for ever.
  @Test
  void anInterruptOfTheThreadThatClosesDoesNotLeaveTheQueueOpen() throws Exception {
    queue.enqueue(Tensors.scalar(1));
    Call<Void> producer = Call.to(() -> queue.enqueue(Tensors.scalar(2)));
    Await.until("it waits for room", () -> queue.waitingProducers() == 1);
    QueueRunner runner =
        QueueRunner.on(queue)
            .operation(
                Operation.of(
                    "end",
                    under -> {
                      throw new OutOfRangeException("no input");
                    }))
            .build();
    Thread thread = runner.createThreads(null, true, true).getFirst();
    Await.until("its close waits", () -> queue.waitingProducers() == 2);
    for (int i = 0; i < 3; i++) {
      thread.interrupt();
      Await.until("it waits again", () -> !thread.isInterrupted() && isParked(thread));
    }
    assertFalse(queue.isClosed());
    assertEquals(1, next());
    producer.result();
    Await.end(thread);
    assertTrue(queue.isClosed());
    assertEquals(2, next());
    assertThrows(OutOfRangeException.class, this::next);
    assertEquals(List.of(), runner.exceptionsRaised());
  }

  /// A close of the user's that says so every time, whoever asks: it is run again after pauses, in
  /// which the thread sleeps, until the stop.
  @Test
  void aCloseThatIsAlwaysInterruptedIsRunAgainAfterPausesUntilTheStop() {
    AtomicInteger runs = new AtomicInteger();
    QueueRunner runner =
        QueueRunner.on(queue)
            .operation(Operations.failing("end", new OutOfRangeException("no input")))
            .closeOperation(
                Operation.of(
                    "close",
                    under -> {
                      runs.incrementAndGet();
                      throw new InterruptedException("as always");
                    }))
            .build();
    Thread thread = runner.createThreads(coordinator, true, true).getFirst();
    Await.until("it is run again", () -> runs.get() > 2);
    Await.until("it pauses", () -> thread.getState() == Thread.State.TIMED_WAITING);
    coordinator.requestStop();
    Await.end(thread);
  }

  private static boolean isParked(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  private long next() throws InterruptedException {
    try (Batch batch = queue.newBatch(1)) {
      queue.dequeue(batch);
      return batch.component(0).getLong(0);
    }
  }

  /// Somebody who interrupts the thread that waits for the stop wants an end as well.
  @Test
  void anInterruptOfTheThreadThatWaitsForTheStopClosesTheQueue() throws Exception {
    QueueRunner runner = QueueRunner.on(queue).operation(filling(queue)).build();
    List<Thread> threads = runner.createThreads(coordinator, true, true);
    Await.until("it waits for room", () -> queue.waitingProducers() == 1);
    threads.getLast().interrupt();
    threads.forEach(Await::end);
    assertTrue(queue.isClosed());
    assertEquals(1, queue.size());
    assertTrue(coordinator.shouldStop(), "a closed queue is an error to its producer (U18)");
  }

  /// The pause between two runs ends, and the coordinator stops with the interrupt.
  @Test
  void anInterruptEndsThePauseOfALooper() {
    Thread thread = LooperThread.loop(coordinator, LONG, () -> {});
    Await.until("it pauses", () -> thread.getState() == Thread.State.TIMED_WAITING);
    thread.interrupt();
    var e = assertThrows(CoordinatorException.class, () -> coordinator.join(LONG));
    assertInstanceOf(InterruptedException.class, e.getCause());
    assertFalse(thread.isAlive());
  }

  /// A step that is interrupted throws; the session goes on, and the next step is served.
  @Test
  void anInterruptEndsAStepNotTheSession() throws Exception {
    SessionConfig<FifoQueue> config =
        SessionConfig.of(
            "p", pipeline -> pipeline.add(new FifoQueue(QueueConfig.of(2, Tensors.NUMBER))));
    MonitoredSession.run(
        config,
        session -> {
          Thread.currentThread().interrupt();
          assertThrows(
              InterruptedException.class, () -> session.run(model -> model.dequeue(out())));
          assertFalse(Thread.currentThread().isInterrupted());
          assertFalse(session.shouldStop());
          session.run(model -> model.enqueue(Tensors.scalar(3)));
          session.run(model -> model.dequeue(out()));
        });
  }

  private static Tensor out() {
    return Tensors.scalar(0);
  }
}
