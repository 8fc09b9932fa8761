package io.forebay.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.queue.Batch;
import io.forebay.queue.Call;
import io.forebay.queue.QueueConfig;
import io.forebay.queue.QueuesOnThreads;
import io.forebay.queue.TensorQueue;
import io.forebay.queue.Tensors;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A clock that jumps. Forward: what was to last until then is over. Backward: no time has passed,
/// and what was left is still left; a limit neither ends early nor grows.
class ClockJumpsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);
  private static final Duration CENTURIES = Duration.ofNanos(Long.MAX_VALUE - 1);

  private final JumpingClock clock = new JumpingClock(HOUR.multipliedBy(10).toNanos());

  private TensorQueue queue(QueueKind kind, int capacity) {
    return kind.create(config(capacity));
  }

  private QueueConfig config(int capacity) {
    return QueuesOnThreads.config(QueueConfig.of(capacity, Tensors.NUMBER), clock);
  }

  /// A call that waits, in the queue, for at most that long.
  private static Call<Boolean> waiting(
      TensorQueue queue, QueueKind kind, boolean producing, Duration limit) {
    Wait wait = Wait.atMost(limit);
    Call<Boolean> call =
        producing
            ? Call.of(() -> queue.enqueue(wait, kind.element(9)))
            : Call.of(() -> {
              try (Batch batch = queue.newBatch(2)) {
                return queue.dequeueMany(batch, wait);
              }
            });
    Call.until(() -> queue.waitingProducers() + queue.waitingConsumers() == 1);
    return call;
  }

  /// It has looked at the clock again, and waits on.
  private void assertWaitsOn(Call<?> call) {
    int before = clock.parks();
    Call.until(() -> clock.parks() >= before + 3);
    assertTrue(call.isRunning());
  }

  static Stream<Arguments> kindsAndSides() {
    return Stream.of(QueueKind.values())
        .flatMap(kind -> Stream.of(Arguments.of(kind, true), Arguments.of(kind, false)));
  }

  private TensorQueue whereItWaits(QueueKind kind, boolean producing) throws Exception {
    TensorQueue queue = queue(kind, 2);
    for (int number = 1; producing && number <= 2; number++) {
      assertTrue(kind.offer(queue, number));
    }
    return queue;
  }

  private static void assertNothingHappened(QueueKind kind, TensorQueue queue, boolean producing)
      throws Exception {
    assertEquals(0, queue.waitingProducers() + queue.waitingConsumers());
    if (producing) {
      Held.exactly(kind, queue, 1, 2);
    } else {
      Held.exactly(kind, queue);
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndSides")
  void aJumpForwardEndsTheLimitsThatAreOverThen(QueueKind kind, boolean producing)
      throws Exception {
    TensorQueue queue = whereItWaits(kind, producing);
    Call<Boolean> call = waiting(queue, kind, producing, HOUR);
    clock.jump(HOUR.minus(SECOND));
    assertWaitsOn(call);
    clock.jump(HOUR.multipliedBy(1000));
    assertFalse(call.result(), "the time ran out");
    assertNothingHappened(kind, queue, producing);
  }

  /// What had passed before has passed; what was left is left, not more.
  @ParameterizedTest
  @MethodSource("kindsAndSides")
  void aJumpBackwardNeitherEndsALimitNorMakesItLonger(QueueKind kind, boolean producing)
      throws Exception {
    TensorQueue queue = whereItWaits(kind, producing);
    Call<Boolean> call = waiting(queue, kind, producing, Duration.ofSeconds(3));
    clock.jump(SECOND);
    assertWaitsOn(call);
    clock.jump(HOUR.multipliedBy(-20));
    assertWaitsOn(call);
    clock.longestPark();
    clock.jump(SECOND);
    assertWaitsOn(call);
    assertTrue(clock.longestPark().compareTo(Duration.ofSeconds(2)) <= 0);
    clock.jump(SECOND);
    assertFalse(call.result(), "the time ran out");
    var counters = queue.counters();
    long blocked = counters.producerBlockedNanos() + counters.consumerBlockedNanos();
    assertEquals(Duration.ofSeconds(3).toNanos(), blocked);
    assertNothingHappened(kind, queue, producing);
  }

  /// A limit near the end of what a number holds: it parks, and is served.
  @ParameterizedTest
  @MethodSource("kindsAndSides")
  void aJumpBackwardUnderALimitOfCenturiesIsAWaitLikeOthers(QueueKind kind, boolean producing)
      throws Exception {
    TensorQueue queue = whereItWaits(kind, producing);
    Call<Boolean> call = waiting(queue, kind, producing, CENTURIES);
    clock.jump(HOUR.negated());
    assertWaitsOn(call);
    if (producing) {
      try (Batch batch = queue.newBatch(1)) {
        queue.dequeueMany(batch);
      }
    } else {
      assertTrue(kind.offer(queue, 1));
      assertTrue(kind.offer(queue, 2));
    }
    assertTrue(call.result());
    queue.free();
  }

  private Call<Integer> lingering(TensorQueue queue, Duration linger) {
    Call<Integer> call =
        Call.of(() -> {
          try (Batch batch = queue.newBatch(2)) {
            queue.dequeueAvailable(batch, linger);
            return batch.rows();
          }
        });
    Call.until(() -> queue.waitingConsumers() == 1);
    return call;
  }

  @ParameterizedTest
  @EnumSource
  void aJumpForwardEndsALingerThatIsOverThen(QueueKind kind) throws Exception {
    TensorQueue queue = queue(kind, 4);
    assertTrue(kind.offer(queue, 1));
    Call<Integer> call = lingering(queue, HOUR);
    assertWaitsOn(call);
    clock.jump(HOUR);
    assertEquals(1, call.result());
    Held.exactly(kind, queue);
  }

  @ParameterizedTest
  @EnumSource
  void aJumpBackwardNeitherEndsALingerNorMakesItLonger(QueueKind kind) throws Exception {
    TensorQueue queue = queue(kind, 4);
    assertTrue(kind.offer(queue, 1));
    Call<Integer> call = lingering(queue, Duration.ofSeconds(2));
    clock.jump(SECOND);
    assertWaitsOn(call);
    clock.jump(HOUR.multipliedBy(-20));
    assertWaitsOn(call);
    clock.jump(SECOND);
    assertEquals(1, call.result());
    Held.exactly(kind, queue);
  }

  /// A linger without end ends with the second row, not with the jump.
  @ParameterizedTest
  @EnumSource
  void aJumpBackwardDoesNotEndALingerForEver(QueueKind kind) throws Exception {
    TensorQueue queue = queue(kind, 4);
    assertTrue(kind.offer(queue, 1));
    Call<Integer> call = lingering(queue, FOR_EVER);
    assertWaitsOn(call);
    clock.jump(HOUR.negated());
    assertWaitsOn(call);
    assertTrue(kind.offer(queue, 2));
    assertEquals(2, call.result());
    Held.exactly(kind, queue);
  }

  /// A row that arrived in the future, by the clock of now, has waited for no time.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLingerSinceTheArrivalSurvivesAJumpBackward(boolean pooled) throws Exception {
    QueueKind kind = pooled ? QueueKind.FIFO_POOLED : QueueKind.FIFO;
    TensorQueue queue = kind.create(config(4).withStampedArrivals());
    assertTrue(kind.offer(queue, 1));
    clock.jump(HOUR.negated());
    Call<Integer> call = lingering(queue, SECOND);
    assertWaitsOn(call);
    clock.jump(SECOND);
    assertEquals(1, call.result());
    Held.exactly(kind, queue);
  }

  /// By such a clock it arrived long ago.
  @Test
  void aLingerSinceTheArrivalIsOverAfterAJumpForward() throws Exception {
    TensorQueue queue = QueueKind.FIFO.create(config(4).withStampedArrivals());
    assertTrue(QueueKind.FIFO.offer(queue, 1));
    clock.jump(HOUR);
    try (Batch batch = queue.newBatch(2)) {
      queue.dequeueAvailable(batch, HOUR);
      assertEquals(1, batch.rows());
    }
    Held.exactly(QueueKind.FIFO, queue);
  }
}
