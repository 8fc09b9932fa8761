package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A call on a thread of its own, which may block there. Waiting for it is bounded, only so that a
/// broken queue fails a test instead of hanging it.
public final class Call<T> {
  private static final long PATIENCE_SECONDS = 60;

  private final Thread thread;
  private volatile T result;
  private volatile Throwable failure;

  /// What may be called.
  public interface Body<T> {
    T run() throws Exception;
  }

  /// What may be called for its effect.
  public interface Action {
    void run() throws Exception;
  }

  private Call(Thread.Builder kind, Body<T> body) {
    this.thread =
        kind.start(() -> {
          try {
            result = body.run();
          } catch (Throwable e) {
            failure = e;
          }
        });
  }

  public static <T> Call<T> of(Body<T> body) {
    return new Call<>(Thread.ofPlatform().daemon(), body);
  }

  public static Call<Void> to(Action action) {
    return of(() -> {
      action.run();
      return null;
    });
  }

  public static <T> Call<T> onVirtualThread(Body<T> body) {
    return new Call<>(Thread.ofVirtual(), body);
  }

  /// Its result, once it has returned.
  public T result() {
    join();
    assertNull(failure, () -> "failed: " + failure);
    return result;
  }

  /// What it threw, once it has.
  public <X extends Throwable> X failure(Class<X> type) {
    join();
    return assertInstanceOf(type, failure);
  }

  public void interrupt() {
    thread.interrupt();
  }

  public boolean isRunning() {
    return thread.isAlive();
  }

  private void join() {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
    assertTrue(!thread.isAlive(), () -> "hangs: " + this);
  }

  /// Where it is.
  @Override
  public String toString() {
    return thread.getName() + " " + List.of(thread.getStackTrace());
  }

  /// Lets others run until it is so.
  public static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      Thread.yield();
      assertTrue(System.nanoTime() < deadline, "it never became so");
    }
  }
}
