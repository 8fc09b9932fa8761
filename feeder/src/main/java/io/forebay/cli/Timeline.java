package io.forebay.cli;

import java.io.PrintWriter;
import java.util.Locale;

/// Tells what happened when, in seconds since the command began; only if asked to. Thread-safe.
final class Timeline {
  private final long startNanos = System.nanoTime();
  private final PrintWriter out;
  private final boolean telling;

  Timeline(PrintWriter out, boolean telling) {
    this.out = out;
    this.telling = telling;
  }

  /// It happened now.
  void mark(String event) {
    if (telling) {
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      out.println(String.format(Locale.ROOT, "%9.3f s  %s", seconds, event));
      out.flush();
    }
  }
}
