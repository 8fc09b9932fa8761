package io.forebay.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The `forebay` command: exit status 0, or 1 after one line on stderr that says what was wrong.
@Command(
    name = "forebay",
    description = "Feeds record files as shuffled batches, lock-free and off-heap.",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DemoCommand.class, FeedCommand.class, SoakCommand.class, BenchCommand.class})
public final class Main implements Runnable {
  static final String VERSION = "forebay 0.1.0";

  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  private Main() {}

  /// Runs the command.
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int status = run(out, err, args);
    System.exit(status == 0 ? unlessLost(out, err) : status);
  }

  /// 0, or 1 if what was printed did not arrive: a full disk, or a reader that has gone.
  static int unlessLost(PrintWriter out, PrintWriter err) {
    if (!out.checkError()) {
      return 0;
    }
    err.println("forebay: stdout: cannot be written (expected: room, and somebody who reads)");
    return FAILED;
  }

  /// Runs the command; its exit status.
  static int run(PrintWriter out, PrintWriter err, String... args) {
    try {
      return execute(out, err, args);
    } catch (OutOfMemoryError e) {
      err.println(
          "forebay: out of memory: "
              + e.getMessage()
              + " (expected: a smaller queue, or a larger heap, -Xmx)");
      return FAILED;
    }
  }

  private static int execute(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((wrong, arguments) -> misuse(wrong))
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int misuse(CommandLine.ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    String help = " (see " + command.getCommandSpec().qualifiedName() + " --help)";
    command.getErr().println("forebay: " + oneLine(wrong.getMessage()) + help);
    return FAILED;
  }

  private static int failed(Exception failure, CommandLine command) {
    boolean verbose = command.getCommand() instanceof Verbosity.Holder h && h.verbosity().verbose();
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    command.getErr().println("forebay: " + oneLine(message));
    if (verbose) {
      failure.printStackTrace(command.getErr());
    }
    return FAILED;
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", "; ");
  }
}
