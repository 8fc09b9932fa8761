package io.forebay.cli;

import picocli.CommandLine.Option;

/// How much a command tells.
final class Verbosity {
  @Option(
      names = "--verbose",
      description = "Tell more: when things happened, and where a failure came from.")
  private boolean verbose;

  Verbosity() {}

  /// A command that has it.
  interface Holder {
    /// Its verbosity.
    Verbosity verbosity();
  }

  boolean verbose() {
    return verbose;
  }
}
