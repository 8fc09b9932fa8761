package io.forebay.coordination;

/// A piece of work that may fail.
@FunctionalInterface
public interface ThrowingRunnable {
  /// Does it.
  void run() throws Exception;
}
