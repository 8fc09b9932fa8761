package io.forebay.cli;

import io.forebay.demo.Classifier;
import io.forebay.demo.DigitExamples;
import io.forebay.demo.Digits;
import io.forebay.input.BatchReader;
import io.forebay.input.Examples;
import io.forebay.input.Input;
import io.forebay.queue.ElementWriter;
import io.forebay.records.ExampleParser;
import io.forebay.records.FeatureSpec;
import io.forebay.records.RecordBuffer;
import io.forebay.records.RecordException;
import io.forebay.records.TfRecordReader;
import io.forebay.records.TfRecordSource;
import io.forebay.tensor.DType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Trains on the digits, fed by a shuffle queue.
final class Demo {
  private static final int SHARDS = 4;
  private static final int EPOCHS = 40;
  private static final int BATCH = 32;
  private static final int WORKERS = 2;
  private static final int CAPACITY = 1024;
  private static final int MIN_AFTER_DEQUEUE = 512;
  private static final int REPORTS = 8;

  private final Path folder;
  private final PrintWriter out;
  private final Timeline timeline;
  private final Digits training = Digits.training();
  private final ExampleParser parser =
      ExampleParser.of(
          FeatureSpec.of("image", DType.FLOAT32, Digits.PIXELS),
          FeatureSpec.of("label", DType.INT64));

  Demo(Path folder, PrintWriter out, Timeline timeline) {
    this.folder = folder;
    this.out = out;
    this.timeline = timeline;
  }

  DemoReport run() throws IOException, InterruptedException {
    List<Path> shards = DigitExamples.write(training, folder, SHARDS);
    out.println(
        String.format(
            Locale.ROOT,
            "%,d digits in %d TFRecord shards; %d workers, shuffle buffer of %,d, batches of %d, %d epochs",
            training.size(),
            SHARDS,
            WORKERS,
            CAPACITY,
            BATCH,
            EPOCHS));
    out.flush();
    Classifier classifier = new Classifier(new SecureRandom().nextLong());
    long total = (long) EPOCHS * training.size();
    try (Progress progress = Progress.of("training", total);
        BatchReader reader = open(shards)) {
      timeline.mark("training begins");
      long start = System.nanoTime();
      train(classifier, reader, progress, total);
      double seconds = (System.nanoTime() - start) / 1e9;
      timeline.mark("training ends");
      Digits heldOut = Digits.heldOut();
      return new DemoReport(
          classifier.accuracy(heldOut),
          heldOut.size(),
          reader.rows(),
          reader.rows() / seconds,
          Math.min(1, reader.starvedNanos() / 1e9 / seconds));
    }
  }

  private BatchReader open(List<Path> shards) {
    ExampleSource source =
        new ExampleSource(
            new TfRecordSource(shards, EPOCHS, TfRecordReader.MAX_RECORD_BYTES), timeline);
    Supplier<ElementWriter<RecordBuffer, RecordException>> writers =
        () -> parser.newInstance()::parse;
    return Input.shuffleBatch(Examples.written(source, parser.elementSpec(), writers))
        .name("digits")
        .batchSize(BATCH)
        .capacity(CAPACITY)
        .minAfterDequeue(MIN_AFTER_DEQUEUE)
        .workers(WORKERS)
        .allowSmallerFinalBatch(true)
        .start();
  }

  private void train(Classifier classifier, BatchReader reader, Progress progress, long total)
      throws InterruptedException {
    long nextReport = total / REPORTS;
    double loss = 0;
    long batches = 0;
    while (reader.next()) {
      loss += classifier.step(reader.batch().component("image"), reader.batch().component("label"));
      batches++;
      progress.at(reader.rows());
      if (reader.rows() >= nextReport) {
        long epoch = (reader.rows() - 1) / training.size() + 1;
        progress.say(
            String.format(Locale.ROOT, "epoch %2d/%d: loss %.4f", epoch, EPOCHS, loss / batches),
            out);
        nextReport += total / REPORTS;
        loss = 0;
        batches = 0;
      }
    }
  }
}
