package io.forebay.cli;

import io.forebay.input.BatchReader;
import io.forebay.input.Batching;
import io.forebay.input.Examples;
import io.forebay.input.Input;
import io.forebay.input.InputException;
import io.forebay.queue.ElementWriter;
import io.forebay.queue.QueueConfig;
import io.forebay.records.ExampleParser;
import io.forebay.records.RecordBuffer;
import io.forebay.records.RecordException;
import io.forebay.records.TfRecordSource;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.memory.MemoryRefusedException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs a feed to its end and tells what was delivered.
final class Feed {
  /// Open batches of a FIFO queue stay windows on its slots with room for a few more behind them.
  private static final int BATCHES_IN_QUEUE = 4;

  private final FeedPlan plan;
  private final Progress progress;
  private final Timeline timeline;

  Feed(FeedPlan plan, Progress progress, Timeline timeline) {
    this.plan = plan;
    this.progress = progress;
    this.timeline = timeline;
  }

  /// Delivers everything.
  ///
  /// @throws CommandFailure if not even one batch came together
  FeedReport run() throws Exception {
    try (progress;
        BatchReader reader = open()) {
      return drain(reader);
    }
  }

  private BatchReader open() {
    try {
      return start();
    } catch (MemoryRefusedException e) {
      String option =
          plan.shuffle().capacity() == 0
              ? "--batch: " + plan.batches().rows()
              : "--shuffle: " + plan.shuffle().capacity();
      throw new CommandFailure(
          option
              + " examples of "
              + plan.parser().elementSpec().byteSize()
              + " bytes do not fit, "
              + e.getMessage(),
          e);
    }
  }

  private BatchReader start() {
    ElementSpec element = plan.parser().elementSpec();
    FeedPlan.Input input = plan.input();
    TfRecordSource records =
        new TfRecordSource(input.files(), input.epochs(), input.maxRecordBytes());
    ExampleSource source = new ExampleSource(records, timeline);
    Supplier<ElementWriter<RecordBuffer, RecordException>> writers = this::newWriter;
    FeedPlan.Shuffle shuffle = plan.shuffle();
    Batching batching;
    if (shuffle.capacity() == 0) {
      batching = Input.batch(Examples.written(source, element, writers)).capacity(fifoCapacity());
    } else {
      batching =
          Input.shuffleBatch(Examples.written(source, element, writers))
              .capacity(shuffle.capacity())
              .minAfterDequeue(shuffle.minAfterDequeue())
              .deterministic(shuffle.deterministic());
      if (shuffle.seed() != null) {
        batching.seed(shuffle.seed());
      }
    }
    return batching
        .name("feed")
        .batchSize(plan.batches().rows())
        .workers(plan.batches().workers())
        .allowSmallerFinalBatch(plan.batches().allowSmallerFinal())
        .start();
  }

  private int fifoCapacity() {
    return (int)
        Math.min(QueueConfig.MAX_CAPACITY, (long) BATCHES_IN_QUEUE * plan.batches().rows());
  }

  private ElementWriter<RecordBuffer, RecordException> newWriter() {
    ExampleParser parser = plan.parser().newInstance();
    return (record, slot) -> {
      try {
        parser.parse(record, slot);
      } catch (RecordException e) {
        timeline.mark("the reader met a bad record");
        throw e;
      }
    };
  }

  private FeedReport drain(BatchReader reader) throws InterruptedException {
    ElementSpec element = plan.parser().elementSpec();
    Verification verification = plan.verify() ? new Verification(element) : null;
    timeline.mark("first call for a batch");
    long start = System.nanoTime();
    InputException failure = deliver(reader, verification);
    double seconds = (System.nanoTime() - start) / 1e9;
    timeline.mark(failure == null ? "end of input" : "the consumer got the error");
    if (failure == null) {
      requireSome(reader);
    }
    double starved = seconds > 0 ? Math.min(1, reader.starvedNanos() / 1e9 / seconds) : 0;
    return new FeedReport(
        new FeedReport.Delivered(
            reader.rows(), reader.batches(), reader.rows() * element.byteSize()),
        seconds,
        starved,
        verification,
        failure);
  }

  private @Nullable InputException deliver(BatchReader reader, @Nullable Verification verification)
      throws InterruptedException {
    try {
      while (reader.next()) {
        if (verification != null) {
          verification.add(reader.batch());
        }
        progress.at(reader.rows());
      }
      return null;
    } catch (InputException e) {
      return e;
    }
  }

  private void requireSome(BatchReader reader) {
    if (reader.batches() == 0 && reader.leftOver() > 0) {
      throw new CommandFailure(
          "--batch: "
              + plan.batches().rows()
              + " (expected: at most "
              + reader.leftOver()
              + ", the examples of all epochs together, or --allow-smaller-final-batch)");
    }
  }
}
