package io.forebay.soak;

import io.forebay.wait.Waiting;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/// How threads wait.
enum Style {
  PARKING,
  BACKING_OFF,
  SLEEPING,
  YIELDING;

  private static final long SLEEP_NANOS = 20_000;

  Waiting waiting() {
    return switch (this) {
      case PARKING -> Waiting.parking();
      case BACKING_OFF -> Waiting.idling(BackoffIdleStrategy::new);
      case SLEEPING -> Waiting.idling(() -> new SleepingIdleStrategy(SLEEP_NANOS));
      case YIELDING -> Waiting.idling(YieldingIdleStrategy::new);
    };
  }
}
