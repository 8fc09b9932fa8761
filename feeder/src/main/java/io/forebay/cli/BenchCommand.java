package io.forebay.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// `forebay bench`, which is not in this jar: benchmarks are not something to ship.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Measures the queues beside others.",
      "Only in a checkout of the sources: ./forebay bench --help tells more."
    })
final class BenchCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  BenchCommand() {}

  @Override
  public Integer call() {
    throw new CommandFailure(
        "bench: not in this jar (expected: ./forebay bench, in a checkout of the sources)");
  }
}
