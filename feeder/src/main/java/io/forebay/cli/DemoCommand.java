package io.forebay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `forebay demo`: a classifier learns from batches that the queue delivers.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Trains a small classifier of hand-written digits on shuffled batches.",
      "Writes four fifths of 1,797 digits as TFRecord shards into a temporary folder, feeds them",
      "through decoding workers and a shuffle queue, and tells the accuracy on the other fifth."
    })
final class DemoCommand implements Callable<Integer>, Verbosity.Holder {
  @Option(
      names = "--temp",
      paramLabel = "FOLDER",
      description = "Where to make the temporary folder. Default: $TMPDIR, or the system's.")
  private @Nullable String temp;

  @Option(names = "--json", description = "The last line on stdout is one JSON object.")
  private boolean json;

  @Mixin private Verbosity verbosity;

  @Spec private CommandSpec spec;

  DemoCommand() {}

  @Override
  public Verbosity verbosity() {
    return verbosity;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Timeline timeline = new Timeline(spec.commandLine().getErr(), verbosity.verbose());
    try (TemporaryFolder folder = makeFolder()) {
      DemoReport report = new Demo(folder.path(), out, timeline).run();
      if (json) {
        out.println(report.toJson());
      } else {
        print(report, out);
      }
      out.flush();
      return 0;
    }
  }

  private static void print(DemoReport report, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "accuracy %.4f on %,d digits it never saw; %,d examples, %,.0f examples/s; waited for data %.1f %% of the time",
            report.accuracy(),
            report.judged(),
            report.examples(),
            report.examplesPerSecond(),
            100 * report.starvedFraction()));
  }

  private TemporaryFolder makeFolder() {
    String parent = temp != null ? temp : defaultParent();
    try {
      return new TemporaryFolder(Path.of(parent), "forebay-demo-");
    } catch (IOException | InvalidPathException e) {
      throw new CommandFailure(
          "temporary folder: cannot write in "
              + parent
              + " (expected: a folder to write in, see --temp)",
          e);
    }
  }

  private static String defaultParent() {
    String named = System.getenv("TMPDIR");
    return named == null || named.isEmpty() ? System.getProperty("java.io.tmpdir") : named;
  }
}
