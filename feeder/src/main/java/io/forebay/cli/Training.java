package io.forebay.cli;

import io.forebay.demo.Classifier;
import io.forebay.input.BatchReader;
import io.forebay.queue.Batch;
import java.io.PrintWriter;
import java.util.Locale;

/// The steps of the demo's training loop, and what came of them.
final class Training {
  private static final int REPORTS = 8;

  private final Classifier classifier;
  private final Progress progress;
  private final PrintWriter out;
  private final long digits; // of an epoch
  private final int epochs;
  private final long startNanos = System.nanoTime();
  private long nextReport;
  private double loss; // since the last report, as batches
  private long batches;
  private long rows;
  private long starvedNanos;
  private long endNanos = startNanos;

  Training(Classifier classifier, Progress progress, PrintWriter out, long digits, int epochs) {
    this.classifier = classifier;
    this.progress = progress;
    this.out = out;
    this.digits = digits;
    this.epochs = epochs;
    this.nextReport = total() / REPORTS;
  }

  /// Learns from the next batch.
  void step(BatchReader reader) throws InterruptedException {
    Batch batch = reader.take();
    loss += classifier.step(batch.component("image"), batch.component("label"));
    batches++;
    rows = reader.rows();
    starvedNanos = reader.starvedNanos();
    endNanos = System.nanoTime();
    progress.at(rows);
    if (rows >= nextReport) {
      report();
    }
  }

  /// Examples learnt from so far.
  long rows() {
    return rows;
  }

  /// Seconds from the beginning to the last step.
  double seconds() {
    return (endNanos - startNanos) / 1e9;
  }

  /// Which part of them was spent waiting for batches.
  double starved() {
    return Math.min(1, starvedNanos / 1e9 / seconds());
  }

  private void report() {
    long epoch = (rows - 1) / digits + 1;
    progress.say(
        String.format(Locale.ROOT, "epoch %2d/%d: loss %.4f", epoch, epochs, loss / batches), out);
    nextReport += total() / REPORTS;
    loss = 0;
    batches = 0;
  }

  private long total() {
    return digits * epochs;
  }
}
