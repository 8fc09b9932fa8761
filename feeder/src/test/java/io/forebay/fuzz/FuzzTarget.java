package io.forebay.fuzz;

import io.forebay.cli.CommandTarget;
import io.forebay.cli.GlobTarget;
import io.forebay.records.CompressedTarget;
import io.forebay.records.ExampleTarget;
import io.forebay.records.FeatureTarget;
import io.forebay.records.FramingTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What reads bytes or text from outside, each with its inputs: the seeds, what the fuzzer found
/// worth keeping, and every find.
enum FuzzTarget {
  FRAMING(FramingTarget.class, FramingTarget::fuzzerTestOneInput),
  COMPRESSED(CompressedTarget.class, CompressedTarget::fuzzerTestOneInput),
  EXAMPLE(ExampleTarget.class, ExampleTarget::fuzzerTestOneInput),
  FEATURE(FeatureTarget.class, FeatureTarget::fuzzerTestOneInput),
  RUNNER(QueueRunnerDefTarget.class, QueueRunnerDefTarget::fuzzerTestOneInput),
  STRINGS(StringTensorTarget.class, StringTensorTarget::fuzzerTestOneInput),
  COMMAND(CommandTarget.class, CommandTarget::fuzzerTestOneInput),
  GLOB(GlobTarget.class, GlobTarget::fuzzerTestOneInput);

  private static final Path INPUTS = Path.of("src/test/resources/fuzz");

  private final Class<?> type;
  private final Consumer<byte[]> entry;

  FuzzTarget(Class<?> type, Consumer<byte[]> entry) {
    this.type = type;
    this.entry = entry;
  }

  /// The class that the fuzzer calls.
  String className() {
    return type.getName();
  }

  /// As its folder is named.
  String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Where its inputs are kept.
  Path folder() {
    return INPUTS.resolve(lowerCase());
  }

  /// Its inputs.
  List<Path> inputs() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.sorted().toList();
    }
  }

  /// Reads an input.
  void read(byte[] input) {
    entry.accept(input);
  }
}
