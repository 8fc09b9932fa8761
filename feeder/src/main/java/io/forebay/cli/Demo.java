package io.forebay.cli;

import io.forebay.demo.Classifier;
import io.forebay.demo.DigitExamples;
import io.forebay.demo.Digits;
import io.forebay.input.Batching;
import io.forebay.input.Examples;
import io.forebay.input.Input;
import io.forebay.queue.ElementWriter;
import io.forebay.records.ExampleParser;
import io.forebay.records.FeatureSpec;
import io.forebay.records.RecordBuffer;
import io.forebay.records.RecordException;
import io.forebay.records.TfRecordReader;
import io.forebay.records.TfRecordSource;
import io.forebay.session.MonitoredSession;
import io.forebay.session.SessionConfig;
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
    try (Progress progress = Progress.of("training", (long) EPOCHS * training.size())) {
      Training steps = new Training(classifier, progress, out, training.size(), EPOCHS);
      timeline.mark("training begins");
      MonitoredSession.run(
          SessionConfig.of("digits", pipeline -> input(shards).in(pipeline)),
          session -> {
            while (!session.shouldStop()) {
              session.run(steps::step);
            }
          });
      timeline.mark("training ends");
      Digits heldOut = Digits.heldOut();
      return new DemoReport(
          classifier.accuracy(heldOut),
          heldOut.size(),
          steps.rows(),
          steps.rows() / steps.seconds(),
          steps.starved());
    }
  }

  private Batching input(List<Path> shards) {
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
        .allowSmallerFinalBatch(true);
  }
}
