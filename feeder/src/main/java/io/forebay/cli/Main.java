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
    version = "forebay 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DemoCommand.class, FeedCommand.class})
public final class Main implements Runnable {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  private Main() {}

  /// Runs the command.
  public static void main(String[] args) {
    System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
  }

  /// Runs the command; its exit status.
  static int run(PrintWriter out, PrintWriter err, String... args) {
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
    command.getErr().println("forebay: " + oneLine(wrong.getMessage()));
    command.getErr().println("try: " + command.getCommandSpec().qualifiedName() + " --help");
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
