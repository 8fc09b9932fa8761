package io.forebay.queue;

import org.jspecify.annotations.Nullable;

/// Runs what callers left to be run. What that throws is the business of the thread's handler of
/// uncaught exceptions, not of whoever happens to dequeue.
final class Callbacks {
  private Callbacks() {}

  /// Runs it, if there is one; returns normally.
  static void run(@Nullable Runnable callback) {
    if (callback == null) {
      return;
    }
    try {
      callback.run();
    } catch (Throwable e) {
      handle(e);
    }
  }

  /// As the JVM does: what the handler throws is ignored.
  private static void handle(Throwable uncaught) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, uncaught);
    } catch (Throwable ignored) {
      return;
    }
  }
}
