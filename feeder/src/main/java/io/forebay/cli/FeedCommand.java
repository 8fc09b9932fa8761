package io.forebay.cli;

import io.forebay.queue.QueueConfig;
import io.forebay.records.ExampleParser;
import io.forebay.records.FeatureSpec;
import io.forebay.records.TfRecordReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `forebay feed`: reads TFRecord files of `tf.Example`s and delivers batches.
@Command(
    name = "feed",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = "Reads TFRecord files of tf.Examples and delivers batches, shuffled or in order.",
    footer = {
      "",
      "Example:",
      "  forebay feed --input 'data/*.tfrecord' --feature 'image:float32[784]' \\",
      "      --feature 'label:int64[]' --batch 64 --shuffle 10000 --epochs 3 --workers 2"
    })
final class FeedCommand implements Callable<Integer>, Verbosity.Holder {
  /// More threads than any machine has use for take long to start, or cannot be had.
  private static final int MAX_WORKERS = 1024;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "GLOB",
      description =
          "Files to read, plain, gzip or zlib; those of one glob in the order of their paths.")
  private List<String> inputs;

  @Option(
      names = "--feature",
      required = true,
      paramLabel = "NAME:DTYPE[DIMS]",
      description =
          "A feature to deliver, e.g. image:float32[28,28]; [] is a scalar. With =VALUE at the end, what a missing"
              + " feature holds: fare:float32[]=0. Repeat for more.")
  private List<String> features;

  @Option(names = "--batch", required = true, paramLabel = "N", description = "Examples a batch.")
  private int batch;

  @Option(
      names = "--shuffle",
      paramLabel = "CAPACITY",
      description = "Shuffle in a buffer of that many examples.")
  private @Nullable Integer shuffle;

  @Option(
      names = "--min-after-dequeue",
      paramLabel = "M",
      description =
          "Examples that stay in the buffer, for a better mix. Default: half the capacity.")
  private @Nullable Integer minAfterDequeue;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description =
          "Seed of the shuffle; without one it changes nothing. Default: a new one each time.")
  private @Nullable Long seed;

  @Option(
      names = "--deterministic",
      description =
          "The same order for the same seed, with one worker: draw from a full buffer only.")
  private boolean deterministic;

  @Option(
      names = "--epochs",
      paramLabel = "E",
      defaultValue = "1",
      description = "How often to read the files. Default: 1.")
  private long epochs;

  @Option(
      names = "--workers",
      paramLabel = "W",
      defaultValue = "1",
      description = "Threads that decode. Default: 1.")
  private int workers;

  @Option(
      names = "--allow-smaller-final-batch",
      description = "Deliver the remainder as a smaller last batch.")
  private boolean allowSmallerFinalBatch;

  @Option(
      names = "--max-record-bytes",
      paramLabel = "BYTES",
      description = "Refuse longer records. Default: ${DEFAULT-VALUE}.",
      defaultValue = "" + TfRecordReader.MAX_RECORD_BYTES)
  private long maxRecordBytes;

  @Option(names = "--verify", description = "Tell sums and a digest of what was delivered.")
  private boolean verify;

  @Option(names = "--json", description = "The last line on stdout is one JSON object.")
  private boolean json;

  @Mixin private Verbosity verbosity;

  @Spec private CommandSpec spec;

  FeedCommand() {}

  @Override
  public Verbosity verbosity() {
    return verbosity;
  }

  @Override
  public Integer call() throws Exception {
    Timeline timeline = new Timeline(spec.commandLine().getErr(), verbosity.verbose());
    requireValid();
    FeedPlan plan = plan();
    FeedReport report = new Feed(plan, Progress.of("feeding", -1), timeline).run();
    report.print(spec.commandLine().getOut(), json);
    if (report.failure() != null) {
      throw report.failure();
    }
    return 0;
  }

  private FeedPlan plan() {
    ExampleParser parser = ExampleParser.of(specs());
    List<Path> files = InputFiles.expand(inputs);
    int kept = shuffle == null ? 0 : minAfterDequeue == null ? shuffle / 2 : minAfterDequeue;
    return new FeedPlan(
        new FeedPlan.Input(files, epochs, maxRecordBytes),
        parser,
        new FeedPlan.Shuffle(shuffle == null ? 0 : shuffle, kept, seed, deterministic),
        new FeedPlan.Batches(batch, allowSmallerFinalBatch, workers),
        verify);
  }

  private List<FeatureSpec> specs() {
    Set<String> names = new HashSet<>();
    return features.stream()
        .map(FeedCommand::feature)
        .peek(feature -> {
          if (!names.add(feature.name())) {
            throw new CommandFailure(
                "--feature " + feature + ": named twice (expected: each feature once)");
          }
        })
        .toList();
  }

  private static FeatureSpec feature(String text) {
    try {
      return FeatureSpec.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("--" + e.getMessage(), e);
    }
  }

  private void requireValid() {
    require(
        batch >= 1 && batch <= QueueConfig.MAX_CAPACITY,
        "--batch: " + batch + " (expected: 1 to " + QueueConfig.MAX_CAPACITY + ")");
    require(epochs >= 1, "--epochs: " + epochs + " (expected: at least 1)");
    require(
        workers >= 1 && workers <= MAX_WORKERS,
        "--workers: " + workers + " (expected: 1 to " + MAX_WORKERS + ")");
    require(
        maxRecordBytes >= 1 && maxRecordBytes <= TfRecordReader.LONGEST_BYTES,
        "--max-record-bytes: "
            + maxRecordBytes
            + " (expected: 1 to "
            + TfRecordReader.LONGEST_BYTES
            + ")");
    requireShuffle();
    require(
        !deterministic || workers == 1,
        "--deterministic with --workers "
            + workers
            + " (expected: --workers 1; an order that is the same with more is not there yet)");
  }

  private void requireShuffle() {
    if (shuffle == null) {
      require(
          minAfterDequeue == null,
          "--min-after-dequeue: " + minAfterDequeue + " (expected: with --shuffle CAPACITY)");
      return;
    }
    require(
        shuffle >= 1 && shuffle <= QueueConfig.MAX_CAPACITY,
        "--shuffle: " + shuffle + " (expected: 1 to " + QueueConfig.MAX_CAPACITY + ")");
    require(
        minAfterDequeue == null || (minAfterDequeue >= 0 && minAfterDequeue < shuffle),
        "--min-after-dequeue: "
            + minAfterDequeue
            + " (expected: 0 to "
            + (shuffle - 1)
            + ", below --shuffle "
            + shuffle
            + ")");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new CommandFailure(message);
    }
  }
}
