package io.forebay.differential;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/// A thread for every task, which stays when the task is done.
///
/// TensorFlow knows whom to cancel by the address of an object on the stack of the thread that runs
/// the step. One that was cancelled lies in the queue's line until it comes to the head, and if
/// there is a later one with the same address by then, that one cannot be cancelled. So no two
/// steps may use the same stack.
final class LastingThreads implements Executor, AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public void execute(Runnable task) {
    Thread.ofPlatform().name("step").daemon().start(() -> runAndStay(task));
  }

  private void runAndStay(Runnable task) {
    task.run();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets all threads end.
  @Override
  public void close() {
    closed.countDown();
  }
}
