package io.forebay.cli;

import io.forebay.soak.Soak;
import io.forebay.soak.SoakPlan;
import io.forebay.soak.SoakReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `forebay soak`: random traffic for as long as it is asked, and a verdict.
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Runs random traffic over all kinds of queues, and checks that nothing is lost or doubled.",
      "Producers and consumers on several threads, disturbed, stopped and started again; every element",
      "is checked and accounted for; memory, threads and garbage must stay flat. Tells at the end what it",
      "saw; the last line is the verdict, and the exit status is 1 after any violation. Ctrl-C lets the",
      "round that runs be the last one."
    },
    footer = {"", "Example:", "  forebay soak --minutes 60 --report soak.txt"})
final class SoakCommand implements Callable<Integer>, Verbosity.Holder {
  private static final double MOST_MINUTES = 7 * 24 * 60;
  private static final double SECONDS = 60;

  @Option(
      names = "--minutes",
      required = true,
      paramLabel = "N",
      description = "For how long; fractions are allowed.")
  private double minutes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description =
          "Seed of the first round, from which those of the others follow. Default: a new one each time.")
  private @Nullable Long seed;

  @Option(
      names = "--same-round",
      description =
          "Repeat the first round; only the interleaving of the threads differs. For a round that failed.")
  private boolean sameRound;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the report there, too.")
  private @Nullable String report;

  @Mixin private Verbosity verbosity;

  @Spec private CommandSpec spec;

  SoakCommand() {}

  @Override
  public Verbosity verbosity() {
    return verbosity;
  }

  @Override
  public Integer call() throws Exception {
    if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
      throw new CommandFailure(
          "--minutes: " + minutes + " (expected: above 0, at most " + (int) MOST_MINUTES + ")");
    }
    Path file = reportFile();
    long first = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
    SoakPlan plan = SoakPlan.of(minutes * SECONDS, first, sameRound);
    Soak soak = new Soak(plan);
    boolean passed = EarlyEnd.call(soak::endEarly, () -> runAndTell(soak, plan, file));
    return passed ? 0 : 1;
  }

  private boolean runAndTell(Soak soak, SoakPlan plan, @Nullable Path file)
      throws InterruptedException {
    SoakReport result = run(soak, plan);
    tell(result, file);
    return result.passed();
  }

  private SoakReport run(Soak soak, SoakPlan plan) throws InterruptedException {
    try (Progress progress = Progress.of("soaking, seconds", (long) Math.ceil(plan.seconds()))) {
      return soak.run(listener(progress));
    }
  }

  private Soak.Listener listener(Progress progress) {
    Timeline timeline = new Timeline(spec.commandLine().getErr(), verbosity.verbose());
    return new Soak.Listener() {
      @Override
      public void begins(String round) {
        timeline.mark(round);
      }

      @Override
      public void passed(double seconds) {
        progress.at((long) seconds);
      }
    };
  }

  private void tell(SoakReport result, @Nullable Path file) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(result.text());
    out.flush();
    if (file != null) {
      write(file, result.text());
    }
  }

  /// The file of the report, in which something can be written: known before the hours pass.
  private @Nullable Path reportFile() {
    if (report == null) {
      return null;
    }
    try {
      Path file = Path.of(report);
      write(file, "");
      return file;
    } catch (InvalidPathException e) {
      throw unwritable(e);
    }
  }

  private void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private CommandFailure unwritable(Exception cause) {
    return new CommandFailure(
        "--report: cannot write " + report + " (expected: a file in a folder that is there)",
        cause);
  }
}
