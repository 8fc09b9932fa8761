package io.forebay.cli;

import java.io.Console;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// A progress bar on stderr, on a terminal only; elsewhere it does nothing.
final class Progress implements AutoCloseable {
  private static final int UPDATE_MILLIS = 200;

  private final @Nullable ProgressBar bar;

  private Progress(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /// A bar for that task, which counts examples; `total` -1 if it is not known.
  static Progress of(String task, long total) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return new Progress(null);
    }
    return new Progress(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .showSpeed()
            .build());
  }

  /// So far.
  void at(long count) {
    if (bar != null) {
      bar.stepTo(count);
    }
  }

  /// What is going on: beside the bar, or where there is none on a line of its own.
  void say(String message, PrintWriter out) {
    if (bar != null) {
      bar.setExtraMessage(" " + message);
    } else {
      out.println(message);
      out.flush();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
