package io.forebay.coordination;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.BooleanSupplier;

/// Waits in tests for what will happen without anybody's help. The limit is a safety net only.
public final class Await {
  private static final long LIMIT_NANOS = 60_000_000_000L;

  private Await() {}

  /// Returns once the condition holds; fails if it never does.
  public static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        fail("never: " + what);
      }
      Thread.onSpinWait();
      Thread.yield();
    }
  }

  /// Returns once the thread has ended.
  public static void end(Thread thread) {
    until(thread + " has ended", () -> !thread.isAlive());
  }
}
