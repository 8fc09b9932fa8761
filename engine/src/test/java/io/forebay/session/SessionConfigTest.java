package io.forebay.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.forebay.coordination.Pipeline;
import io.forebay.error.Code;
import io.forebay.error.PreemptionException;
import io.forebay.queue.Claim;
import io.forebay.queue.FifoQueue;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Builders that fail: nothing of what they built stays.
class SessionConfigTest {
  private final List<String> events = new ArrayList<>();
  private final List<FifoQueue> queues = new ArrayList<>();
  private final RecordingHook hook = new RecordingHook("h", events);

  @Test
  void whatABuilderBuiltBeforeItFailedIsFreed() {
    IllegalStateException error = new IllegalStateException("in the builder");
    assertSame(
        error,
        failure(
            IllegalStateException.class,
            pipeline -> {
              build(pipeline);
              throw error;
            }));
    assertFreed();
    assertEquals(List.of("h.begin"), events);
  }

  @Test
  void aBuilderReturnsAModel() {
    failure(
        NullPointerException.class,
        pipeline -> {
          build(pipeline);
          return null;
        });
    assertFreed();
  }

  @Test
  void whatFailsAfterTheBuilderFreesToo() {
    IllegalStateException error = new IllegalStateException("no first step");
    SessionConfig<FifoQueue> config =
        SessionConfig.<FifoQueue>of("p", this::build)
            .withHooks(hook)
            .withFirstStep(() -> {
              throw error;
            });
    assertSame(
        error, assertThrows(IllegalStateException.class, () -> new MonitoredSession<>(config)));
    assertFreed();
  }

  @Test
  void whatCannotBeFreedIsToldBesides() {
    List<Claim> claims = new ArrayList<>();
    AssertionError error = new AssertionError("in the builder");
    failure(
        AssertionError.class,
        pipeline -> {
          Claim claim = build(pipeline).newClaim(1);
          claims.add(claim);
          claim(claim);
          throw error;
        });
    assertEquals(1, error.getSuppressed().length);
    claims.getFirst().close();
    queues.getFirst().free();
    assertFreed();
  }

  private void claim(Claim claim) {
    try {
      queues.getFirst().claim(claim);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPreemptedBuilderIsCalledAgain() {
    SessionConfig<FifoQueue> config =
        SessionConfig.of("p", pipeline -> buildAtTheThirdTime(pipeline));
    try (var session = new MonitoredSession<>(config.withHooks(hook))) {
      assertSame(queues.get(2), session.session().model());
      for (FifoQueue queue : queues.subList(0, 2)) {
        assertThrows(IllegalStateException.class, queue::size);
      }
      assertEquals(List.of("h.begin", "h.afterCreateSession"), events);
    }
    assertThrows(
        PreemptionException.class,
        () -> {
          queues.clear();
          new MonitoredSession<>(config.withRecovery(false));
        });
  }

  private FifoQueue buildAtTheThirdTime(Pipeline pipeline) {
    FifoQueue queue = build(pipeline);
    if (queues.size() < 3) {
      throw new PreemptionException(Code.UNAVAILABLE, "not yet");
    }
    return queue;
  }

  @Test
  void everyWithMakesAnotherOne() {
    SessionConfig<FifoQueue> plain = SessionConfig.of("p", this::build);
    SessionConfig<FifoQueue> hooked = plain.withHooks(hook);
    assertEquals(List.of(), plain.hooks());
    assertEquals(List.of(hook, hook), hooked.withHooks(hook).hooks());
    assertEquals(List.of(hook), hooked.hooks());
  }

  private FifoQueue build(Pipeline pipeline) {
    FifoQueue queue = pipeline.add(new FifoQueue(QueueConfig.of(2, Tensors.NUMBER)));
    queues.add(queue);
    return queue;
  }

  private <X extends Throwable> X failure(Class<X> type, Function<Pipeline, FifoQueue> builder) {
    SessionConfig<FifoQueue> config = SessionConfig.of("p", builder);
    return assertThrows(type, () -> new MonitoredSession<>(config.withHooks(hook)));
  }

  private void assertFreed() {
    queues.forEach(queue -> assertThrows(IllegalStateException.class, queue::size));
  }
}
