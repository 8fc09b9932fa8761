package io.forebay.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Work that a signal (Ctrl-C) ends early, but not before it has told what it did.
final class EarlyEnd {
  private static final long PATIENCE_SECONDS = 120;

  private final Runnable endEarly;
  private final CountDownLatch told = new CountDownLatch(1);

  private EarlyEnd(Runnable endEarly) {
    this.endEarly = endEarly;
  }

  /// Does the work, which ends soon when somebody calls `endEarly`: a signal does, on another
  /// thread, and the JVM waits for the end, two minutes at most.
  static <T> T call(Runnable endEarly, Callable<T> work) throws Exception {
    EarlyEnd end = new EarlyEnd(endEarly);
    Thread atExit = new Thread(end::endAndWait, "forebay-early-end");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      return work.call();
    } finally {
      end.told.countDown();
      remove(atExit);
    }
  }

  private static void remove(Thread atExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException stopping) {
      return; // it has waited for this
    }
  }

  private void endAndWait() {
    endEarly.run();
    try {
      if (!told.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("forebay: stopped without a report: the work did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // and exit at once
    }
  }
}
