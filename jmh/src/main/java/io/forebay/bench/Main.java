package io.forebay.bench;

import java.io.PrintWriter;
import picocli.CommandLine;

/// `forebay bench`: exit status 0; 1 if a row is short, or one fell; 2 if a row could not be
/// measured, or something else was wrong, after a line on stderr.
public final class Main {
  static final int SHORT = 1;
  static final int FAILED = 2;

  private Main() {}

  /// Runs the command.
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int status = run(out, err, Checkout.here(), args);
    if (out.checkError()) {
      err.println("forebay: stdout: cannot be written (expected: room, and somebody who reads)");
      status = FAILED;
    }
    System.exit(status);
  }

  /// Runs the command; its exit status.
  static int run(PrintWriter out, PrintWriter err, Checkout checkout, String... args) {
    return new CommandLine(new BenchCommand(checkout, args))
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(
            (wrong, arguments) -> failed(err, wrong, " (see forebay bench --help)"))
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(err, failure, ""))
        .execute(args);
  }

  private static int failed(PrintWriter err, Exception failure, String hint) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    err.println("forebay: " + message.replaceAll("\\s*\\R\\s*", "; ") + hint);
    return FAILED;
  }
}
