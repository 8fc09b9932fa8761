package io.forebay.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.queue.Batch;
import io.forebay.queue.Call;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.queue.Tensors;
import io.forebay.tensor.DType;
import io.forebay.tensor.TensorSpec;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Interrupts at every method of a queue that may wait: before the call, while it waits, and where
/// it need not wait. Nothing is lost, and the queue goes on.
class QueueInterruptsTest {
  private static final int CAPACITY = 2;

  static Stream<Arguments> callsAndKinds() {
    return QueueCall.all().stream()
        .flatMap(call ->
            Stream.of(
                    QueueKind.FIFO,
                    QueueKind.FIFO_POOLED,
                    QueueKind.SHUFFLE,
                    QueueKind.SHUFFLE_POOLED)
                .filter(kind -> kind.isPooled() || !call.side().lends())
                .map(kind -> Arguments.of(call, kind)));
  }

  /// Where the call will wait: full for a producer, empty for a consumer.
  private static TensorQueue whereItWaits(QueueCall call, QueueKind kind)
      throws InterruptedException {
    TensorQueue queue = kind.create(config(call));
    if (call.isProducer()) {
      fill(call, kind, queue);
    }
    return queue;
  }

  private static QueueConfig config(QueueCall call) {
    return call.side().isNamed()
        ? QueueConfig.of(CAPACITY, TensorSpec.named("n", DType.INT64))
        : QueueConfig.of(CAPACITY, Tensors.NUMBER);
  }

  private static void fill(QueueCall call, QueueKind kind, TensorQueue queue)
      throws InterruptedException {
    for (long number = 1; number <= CAPACITY; number++) {
      if (call.side().isNamed()) {
        queue.enqueue(number, (n, slot) -> kind.write(slot, n));
      } else {
        assertTrue(kind.offer(queue, number));
      }
    }
  }

  /// Everything is as it was, and the call is served later; then nothing is inside that should not
  /// be.
  private static void assertGoesOn(QueueCall call, QueueKind kind, TensorQueue queue)
      throws InterruptedException {
    assertEquals(0, queue.waitingProducers());
    assertEquals(0, queue.waitingConsumers());
    assertEquals(call.isProducer() ? CAPACITY : 0, queue.size());
    if (call.isProducer()) {
      Held.exactly(kind, queue, 1, 2);
    } else {
      fill(call, kind, queue);
      call.body().run(queue);
      Held.exactly(kind, queue);
    }
  }

  @ParameterizedTest
  @MethodSource("callsAndKinds")
  void anInterruptBeforeACallThatWouldWaitEndsIt(QueueCall call, QueueKind kind) throws Exception {
    TensorQueue queue = whereItWaits(call, kind);
    boolean[] status = {true};
    Call.to(
            () -> {
              Thread.currentThread().interrupt();
              try {
                call.body().run(queue);
              } finally {
                status[0] = Thread.currentThread().isInterrupted();
              }
            })
        .failure(InterruptedException.class);
    assertFalse(status[0], "the exception stands for it");
    assertGoesOn(call, kind, queue);
  }

  @ParameterizedTest
  @MethodSource("callsAndKinds")
  void anInterruptEndsACallThatWaits(QueueCall call, QueueKind kind) throws Exception {
    TensorQueue queue = whereItWaits(call, kind);
    boolean[] status = {true};
    Call<Void> waiting =
        Call.to(() -> {
          try {
            call.body().run(queue);
          } finally {
            status[0] = Thread.currentThread().isInterrupted();
          }
        });
    Call.until(() -> queue.waitingProducers() + queue.waitingConsumers() == 1);
    waiting.interrupt();
    waiting.failure(InterruptedException.class);
    assertFalse(status[0], "the exception stands for it");
    assertGoesOn(call, kind, queue);
  }

  @ParameterizedTest
  @MethodSource("callsAndKinds")
  void anInterruptDoesNotDisturbACallThatNeedNotWait(QueueCall call, QueueKind kind)
      throws Exception {
    TensorQueue queue = kind.create(config(call));
    if (!call.isProducer()) {
      fill(call, kind, queue);
    }
    Call.to(
            () -> {
              Thread.currentThread().interrupt();
              call.body().run(queue);
              assertTrue(Thread.currentThread().isInterrupted(), "it stays for the next one");
            })
        .result();
    if (call.isProducer()) {
      Held.exactly(kind, queue, 5);
    } else {
      Held.exactly(kind, queue);
    }
  }

  /// So does a plain close, which closes at once, behind nobody.
  @Test
  void anInterruptDoesNotDisturbACloseThatNeedNotWait() throws Exception {
    for (QueueKind kind : QueueKind.values()) {
      TensorQueue queue = kind.create(CAPACITY);
      assertTrue(kind.offer(queue, 1));
      Call.to(
              () -> {
                Thread.currentThread().interrupt();
                queue.close();
                assertTrue(Thread.currentThread().isInterrupted());
              })
          .result();
      assertTrue(queue.isClosed());
      Held.exactly(kind, queue, 1);
    }
  }

  /// A row is there, and lingers; an interrupt leaves it there.
  @Test
  void anInterruptEndsALingerAndTakesNothing() throws Exception {
    for (QueueKind kind : QueueKind.values()) {
      TensorQueue queue = kind.create(CAPACITY);
      assertTrue(kind.offer(queue, 1));
      Call<Void> lingering =
          Call.to(() -> {
            try (Batch batch = queue.newBatch(2)) {
              queue.dequeueAvailable(batch, Duration.ofHours(1));
            }
          });
      Call.until(() -> queue.waitingConsumers() == 1);
      lingering.interrupt();
      lingering.failure(InterruptedException.class);
      assertEquals(1, queue.size());
      Held.exactly(kind, queue, 1);
    }
  }

  /// None is missing above.
  @Test
  void everyMethodOfAQueueThatMayWaitIsTried() {
    Set<String> tried =
        QueueCall.all().stream().map(QueueCall::signature).collect(Collectors.toSet());
    tried.addAll(Set.of("close()", "close(boolean)"));
    Set<String> there = new TreeSet<>();
    for (Method method : TensorQueue.class.getMethods()) {
      if (Set.of(method.getExceptionTypes()).contains(InterruptedException.class)
          && method.getDeclaringClass() == TensorQueue.class) {
        there.add(
            Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", method.getName() + "(", ")")));
      }
    }
    assertEquals(new TreeSet<>(tried), there);
  }
}
