package io.forebay.soak;

import io.forebay.coordination.Coordinator;
import io.forebay.wait.Cancellation;
import io.forebay.wait.Wait;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The time from one start of the threads to their stop: by a coordinator, under which all their
/// waits are, or, in the last leg, by the end of the data.
final class Leg {
  private static final int MOST_NANOS = 300_000;

  private final @Nullable Coordinator coordinator;
  private volatile Cancellation.Flag flag = Cancellation.flag();
  private volatile boolean producersOver;
  private volatile boolean over;

  Leg(@Nullable Coordinator coordinator) {
    this.coordinator = coordinator;
  }

  /// True once its threads must end.
  boolean isOver() {
    return over || (coordinator != null && coordinator.shouldStop());
  }

  /// True once its producers must end.
  boolean isOverForProducers() {
    return producersOver || isOver();
  }

  /// Its producers must end.
  void endProducers() {
    producersOver = true;
    cancel();
  }

  /// Its threads must end, whatever is left.
  void end() {
    over = true;
    cancel();
  }

  /// Ends the waits that are under the flag, and goes on with another one.
  void cancel() {
    Cancellation.Flag old = flag;
    flag = Cancellation.flag();
    old.cancel();
  }

  /// Some wait: for as long as it takes, not at all, some microseconds; some may be cancelled.
  Wait wait(Random random) {
    Wait wait =
        switch (random.nextInt(5)) {
          case 0 -> Wait.NOT_AT_ALL;
          case 1, 2 -> Wait.atMost(Duration.ofNanos(random.nextInt(MOST_NANOS)));
          default -> Wait.FOREVER;
        };
    if (coordinator != null) {
      return wait.orCancelledBy(coordinator);
    }
    return random.nextBoolean() ? wait.orCancelledBy(flag) : wait;
  }
}
