package io.forebay.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.Test;

/// In which way threads wait.
class WaitingTest {
  private static <T> T on(Thread.Builder kind, Callable<T> body) throws Exception {
    FutureTask<T> task = new FutureTask<>(body);
    kind.start(task);
    return task.get();
  }

  @Test
  void parkingNeedsNoStrategy() {
    assertTrue(Waiting.parking().isParking());
    assertNull(Waiting.parking().strategy());
    assertEquals("parking", Waiting.parking().toString());
  }

  /// Strategies keep state.
  @Test
  void everyThreadHasAStrategyOfItsOwn() throws Exception {
    Waiting waiting = Waiting.idling(BackoffIdleStrategy::new);
    assertFalse(waiting.isParking());
    IdleStrategy mine = waiting.strategy();
    assertSame(mine, waiting.strategy());
    assertNotSame(mine, on(Thread.ofPlatform(), waiting::strategy));
  }

  @Test
  void virtualThreadsTakeStrategiesThatPark() throws Exception {
    for (IdleStrategy parks :
        List.of(
            new BackoffIdleStrategy(),
            new SleepingIdleStrategy(),
            new SleepingMillisIdleStrategy())) {
      assertSame(parks, on(Thread.ofVirtual(), () -> Waiting.idling(() -> parks).strategy()));
    }
  }

  /// They would keep everybody else off the carriers.
  @Test
  void virtualThreadsRefuseStrategiesThatSpin() throws Exception {
    for (IdleStrategy spins :
        List.of(BusySpinIdleStrategy.INSTANCE, YieldingIdleStrategy.INSTANCE)) {
      Waiting waiting = Waiting.idling(() -> spins);
      assertSame(spins, waiting.strategy());
      String message = on(Thread.ofVirtual(), () -> refusal(waiting));
      assertTrue(message.startsWith("idle strategy: " + spins.getClass().getName()), message);
    }
  }

  private static String refusal(Waiting waiting) {
    try {
      return "accepted " + waiting.strategy();
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }
}
