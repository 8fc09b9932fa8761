package io.forebay.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.coordination.Await;
import io.forebay.coordination.Coordinator;
import io.forebay.coordination.Operation;
import io.forebay.coordination.Pipeline;
import io.forebay.coordination.QueueRunner;
import io.forebay.error.OutOfRangeException;
import io.forebay.input.BatchReader;
import io.forebay.input.Examples;
import io.forebay.input.Input;
import io.forebay.input.Source;
import io.forebay.queue.Call;
import io.forebay.queue.Claim;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.QueueContainer;
import io.forebay.queue.TensorQueue;
import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a close does, in which order, whoever disturbs it.
class MonitoredSessionCloseTest {
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final Cancellation.Flag release = Cancellation.flag();

  @Test
  void everythingHasItsOrder() { // M7
    MonitoredSession<FifoQueue> session = new MonitoredSession<>(config().withHooks(telling()));
    Session<FifoQueue> inner = session.session();
    Coordinator coordinator = session.coordinator();
    FifoQueue queue = inner.model();
    inner.pipeline().onClose(() -> events.add("freeing, session closed: " + inner.isClosed()));
    register(
        coordinator,
        () -> {
          coordinator.waitForStop();
          Await.until("the queue is closed", queue::isClosed);
          events.add("thread ends, session closed: " + inner.isClosed());
        });
    session.close();
    assertEquals(
        List.of(
            "end, stop requested: false",
            "cancel",
            "thread ends, session closed: false",
            "freeing, session closed: true"),
        events);
    assertThrows(IllegalStateException.class, queue::size, "it is freed");
    assertNull(session.session());
    session.close();
    assertEquals(4, events.size());
  }

  /// Tells whether the stop was requested when it ends.
  private SessionHook telling() {
    return new SessionHook() {
      private Coordinator coordinator = new Coordinator();

      @Override
      public void afterCreateSession(Session<?> session, Coordinator ofSession) {
        coordinator = ofSession;
      }

      @Override
      public void end(Session<?> session) {
        events.add("end, stop requested: " + coordinator.shouldStop());
      }
    };
  }

  @Test
  void bodyMayCloseIt() throws Exception {
    MonitoredSession.run(
        config().withHooks(new RecordingHook("h", events)),
        session -> {
          session.close();
          assertTrue(session.shouldStop());
          assertThrows(IllegalStateException.class, () -> session.run(queue -> {}));
        });
    assertEquals(List.of("h.begin", "h.afterCreateSession", "h.end", "cancel"), events);
  }

  @Test
  void stepMayCloseIt() throws Exception {
    MonitoredSession.run(
        config().withHooks(new RecordingHook("h", events)),
        session -> {
          session.run(queue -> session.close());
          assertTrue(session.shouldStop());
        });
    assertEquals(1, events.stream().filter("h.end"::equals).count());
  }

  @Test
  void interruptDoesNotCutItShortAndStays() {
    MonitoredSession<FifoQueue> session = new MonitoredSession<>(config());
    FifoQueue queue = session.session().model();
    Coordinator coordinator = session.coordinator();
    Thread thread = register(coordinator, coordinator::waitForStop);
    Thread.currentThread().interrupt();
    session.close();
    assertTrue(Thread.interrupted());
    assertFalse(thread.isAlive());
    assertThrows(IllegalStateException.class, queue::size);
  }

  @Test
  void interruptDuringTheJoinDoesNotCutItShort() {
    MonitoredSession<FifoQueue> session = new MonitoredSession<>(config());
    Thread thread = register(session.coordinator(), this::untilReleased);
    Thread[] closer = new Thread[1];
    Call<Boolean> close =
        Call.of(() -> {
          closer[0] = Thread.currentThread();
          session.close();
          return Thread.interrupted() && !thread.isAlive();
        });
    for (int i = 0; i < 3; i++) {
      Await.until("it joins", () -> isJoining(closer[0]));
      close.interrupt();
    }
    Await.until("it joins again", () -> isJoining(closer[0]));
    release.cancel();
    assertTrue(close.result());
  }

  private static boolean isJoining(Thread thread) {
    return thread != null
        && thread.getState() == Thread.State.TIMED_WAITING
        && !thread.isInterrupted();
  }

  @Test
  void aGraceMayBeForEver() {
    SessionConfig<FifoQueue> config = config().withStopGrace(ChronoUnit.FOREVER.getDuration());
    MonitoredSession<FifoQueue> session = new MonitoredSession<>(config);
    Coordinator coordinator = session.coordinator();
    Thread thread = register(coordinator, coordinator::waitForStop);
    session.close();
    assertFalse(thread.isAlive());
  }

  @Test
  void aGraceIsNotNegative() {
    assertThrows(
        IllegalArgumentException.class, () -> config().withStopGrace(Duration.ofNanos(-1)));
  }

  @Test
  void stragglersAreOnlyLoggedAndKeepTheMemoryTheyUse() throws Exception { // M7, M9
    MonitoredSession<FifoQueue> session =
        new MonitoredSession<>(config().withStopGrace(Duration.ZERO));
    FifoQueue used = session.session().model();
    FifoQueue idle = session.session().pipeline().add(queue("idle"));
    Claim claim = used.newClaim(1);
    used.claim(claim);
    Thread thread = register(session.coordinator(), this::untilReleased);
    session.close();
    assertTrue(thread.isAlive());
    assertTrue(session.shouldStop());
    Await.until("what is not in use is freed", () -> isFreed(idle));
    assertEquals(1, used.size(), "its memory is still there");
    claim.close();
    used.free();
    release.cancel();
    Await.end(thread);
  }

  @Test
  void aRunnerThatOnlyTheCloseOfItsSourceEndsEndsByThat() { // M9
    Cancellation.Flag entered = Cancellation.flag();
    AtomicInteger closes = new AtomicInteger();
    Source<int[]> deaf =
        new Source<>() {
          @Override
          public int[] newRecord() {
            return new int[1];
          }

          @Override
          public boolean next(int[] record) {
            entered.cancel();
            while (closes.get() == 0) {
              Thread.onSpinWait();
            }
            return false;
          }

          @Override
          public void close() {
            closes.incrementAndGet();
          }
        };
    Examples<int[]> examples =
        Examples.written(deaf, ElementSpec.of(TensorSpec.of(DType.INT32)), (record, slot) -> {});
    MonitoredSession<BatchReader> session =
        new MonitoredSession<>(
            SessionConfig.<BatchReader>of("p", p -> Input.batch(examples).batchSize(1).in(p))
                .withStopGrace(Duration.ZERO));
    TensorQueue queue = session.session().model().queue();
    Await.until("it reads", entered::isCancelled);
    session.close();
    Await.until("the memory is freed", () -> isFreed(queue));
    assertEquals(1, closes.get());
  }

  @Test
  void aRunnerThatDoesNotEndIsNotWaitedForAndKeepsTheMemory() { // M9
    Cancellation.Flag entered = Cancellation.flag();
    SessionConfig<FifoQueue> config =
        SessionConfig.of(
            "p",
            pipeline -> {
              FifoQueue queue = pipeline.add(queue("q"));
              Operation deaf =
                  Operation.of(
                      "deaf",
                      cancellation -> {
                        entered.cancel();
                        untilReleased();
                      });
              pipeline.add(QueueRunner.on(queue).operation(deaf).build());
              return queue;
            });
    MonitoredSession<FifoQueue> session =
        new MonitoredSession<>(config.withStopGrace(Duration.ZERO));
    FifoQueue queue = session.session().model();
    Await.until("it runs", entered::isCancelled);
    session.close();
    assertTrue(queue.isClosed());
    assertEquals(0, queue.size(), "its memory is still there");
    release.cancel();
    Await.until("it ends, and its memory is freed", () -> isFreed(queue));
  }

  private static boolean isFreed(TensorQueue queue) {
    try {
      queue.size();
      return false;
    } catch (IllegalStateException freed) {
      return true;
    }
  }

  @Test
  void aSharedQueueOutlivesTheSessionsThatShareIt() throws Exception { // I8
    QueueContainer container = new QueueContainer("shared");
    SessionConfig<FifoQueue> config =
        SessionConfig.of(
                "p",
                pipeline -> pipeline.container().fifoQueue("q", QueueConfig.of(9, Tensors.NUMBER)))
            .withContainer(container);
    MonitoredSession.run(config, session -> session.run(queue -> queue.enqueue(Tensors.scalar(7))));
    MonitoredSession.run(config, session -> assertEquals(1, session.session().model().size()));
    container.reset();
  }

  @Test
  void stragglersThatWaitOnAQueueAreEnded() throws Exception { // M7
    MonitoredSession<FifoQueue> session =
        new MonitoredSession<>(config().withStopGrace(Duration.ZERO));
    Session<FifoQueue> inner = session.session();
    FifoQueue queue = inner.model();
    Thread underNothing = register(session.coordinator(), () -> take(queue, Wait.FOREVER));
    Await.until("it waits", () -> queue.waitingConsumers() == 1);
    Thread underTheSession = register(session.coordinator(), () -> take(queue, Wait.under(inner)));
    Await.until("they wait", () -> queue.waitingConsumers() == 2);
    session.close();
    Await.end(underNothing);
    Await.end(underTheSession);
    queue.free();
  }

  private static void take(FifoQueue queue, Wait wait) throws InterruptedException {
    queue.dequeueMany(queue.newBatch(1), wait);
  }

  @Test
  void anErrorOfEndComesBeforeThatOfAThread() {
    IllegalStateException ofHook = new IllegalStateException("of a hook");
    IllegalStateException ofThread = new IllegalStateException("of a thread");
    SessionHook hook = new RecordingHook("h", events).throwing("end", 1, ofHook);
    MonitoredSession<FifoQueue> session = new MonitoredSession<>(config().withHooks(hook));
    session.coordinator().requestStop(ofThread);
    assertSame(ofHook, assertThrows(IllegalStateException.class, session::close));
    assertEquals(List.of(ofThread), List.of(ofHook.getSuppressed()));
    session.close();
  }

  private void untilReleased() {
    Await.until("released", release::isCancelled);
  }

  /// A queue with a runner that ends at once, and tells of its cancel.
  private SessionConfig<FifoQueue> config() {
    return SessionConfig.of("p", this::build);
  }

  private FifoQueue build(Pipeline pipeline) {
    FifoQueue queue = queue("q");
    pipeline.add(
        QueueRunner.on(queue)
            .operation(
                Operation.of(
                    "end",
                    cancellation -> {
                      throw new OutOfRangeException("no input");
                    }))
            .closeOperation(Operation.of("leave open", cancellation -> {}))
            .cancelOperation(
                Operation.of(
                    "cancel",
                    cancellation -> {
                      events.add("cancel");
                      queue.close(true);
                    }))
            .build());
    return queue;
  }

  private static FifoQueue queue(String name) {
    return new FifoQueue(QueueConfig.of(2, Tensors.NUMBER).withName(name));
  }

  private interface Body {
    void run() throws Exception;
  }

  private static Thread register(Coordinator coordinator, Body body) {
    Thread thread =
        Thread.ofPlatform().daemon().start(() -> coordinator.stopOnException(body::run));
    coordinator.registerThread(thread);
    return thread;
  }
}
