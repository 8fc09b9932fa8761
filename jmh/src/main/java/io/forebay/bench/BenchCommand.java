package io.forebay.bench;

import io.forebay.bench.compare.Comparison;
import io.forebay.bench.measure.Settings;
import io.forebay.bench.report.Report;
import io.forebay.bench.results.Results;
import io.forebay.bench.results.ResultsFile;
import io.forebay.bench.results.RowLine;
import io.forebay.bench.rows.Row;
import io.forebay.bench.rows.RowTable;
import io.forebay.bench.verdict.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `forebay bench`: measures, tells, compares, reports.
@Command(
    name = "forebay bench",
    mixinStandardHelpOptions = true,
    version = "forebay 0.1.0",
    description = {
      "Measures the queues beside their peers, each row in JVMs of its own in which the two take turns,",
      "and says for each goal whether it is met, short or open. A row is a line on stdout; progress is",
      "on stderr.",
    },
    footer = {
      "",
      "Exit status: 0; 1 if a row is short or, with --compare, fell; 2 if a row could not be measured.",
      "Rows against TensorFlow need its jars in the local Maven repository (profile tensorflow)."
    })
final class BenchCommand implements Callable<Integer> {
  private static final double MARGIN_PERCENT = 10;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "Only rows with a name or work that this regular expression is found in.")
  private @Nullable String pattern;

  @Option(
      names = "--quick",
      description = "One JVM a row instead of five, and no rows without a goal.")
  private boolean quick;

  @Option(names = "--list", description = "Only list the rows: name, goal, work.")
  private boolean list;

  @Option(
      names = "--from",
      paramLabel = "RESULTS.json",
      description = "Measure nothing: take the results of an earlier run.")
  private @Nullable Path from;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where results go: pairs.json and jmh.json. Default: jmh/target/bench.")
  private @Nullable Path out;

  @Option(
      names = "--report",
      description = "Write tables and charts of the results into docs/performance.")
  private boolean report;

  @Option(
      names = "--release",
      paramLabel = "VERSION",
      description = "Keep the results as those of a release, in docs/performance/history.")
  private @Nullable String release;

  @Option(
      names = "--compare",
      paramLabel = "OLD.json",
      description = "Compare ratios with those of older results; fail if one fell.")
  private @Nullable Path old;

  @Option(
      names = "--margin",
      paramLabel = "PERCENT",
      description = "How far a ratio may fall beyond its quartiles. Default: 10.")
  private @Nullable Double margin;

  @Spec private CommandSpec spec;

  private final Checkout checkout;
  private final List<String> args;

  BenchCommand(Checkout checkout, String... args) {
    this.checkout = checkout;
    this.args = List.of(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    refuseNonsense();
    Pattern wanted = compiled();
    List<Row> rows = rows(wanted);
    PrintWriter stdout = spec.commandLine().getOut();
    if (list) {
      rows.forEach(row -> stdout.println(listed(row)));
      return 0;
    }
    Results before = old == null ? null : ResultsFile.read(old);
    Path folder = out == null ? checkout.out() : out;
    Results results = from == null ? measured(rows, folder) : told(from, stdout);
    if (report) {
      Report page = new Report(checkout.performance());
      page.write(results, from == null ? folder : from.toAbsolutePath().getParent());
      spec.commandLine().getErr().println("forebay: report in " + checkout.performance());
    }
    if (release != null) {
      new Report(checkout.performance()).release(results, release);
    }
    return before == null ? status(results) : Math.max(compare(before, results), status(results));
  }

  private void refuseNonsense() {
    refuse(
        from != null && (quick || pattern != null || out != null || list),
        "--from: measures nothing (expected: without --quick, --out, --list and PATTERN)");
    refuse(margin != null && old == null, "--margin: alone (expected: with --compare)");
    refuse(
        margin != null && !(margin >= 0 && margin < 100),
        "--margin: " + margin + " (expected: a percentage, 0 or more and below 100)");
    refuse(
        release != null && !release.matches("[0-9A-Za-z][0-9A-Za-z.+-]*"),
        "--release: " + release + " (expected: a version such as 0.1.0)");
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new CommandFailure(message);
    }
  }

  private @Nullable Pattern compiled() {
    try {
      return pattern == null ? null : Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw new CommandFailure(
          "PATTERN: " + pattern + " (expected: a regular expression, " + e.getDescription() + ")",
          e);
    }
  }

  private List<Row> rows(@Nullable Pattern wanted) {
    List<Row> rows = RowTable.select(quick ? RowTable.goals() : RowTable.all(), wanted);
    refuse(rows.isEmpty(), "PATTERN: " + pattern + " (expected: one that a row has, see --list)");
    return rows;
  }

  private static String listed(Row row) {
    return String.format("%-44s %-14s %s", row.name(), row.goal(), row.work());
  }

  private Results measured(List<Row> rows, Path folder) throws IOException, InterruptedException {
    Settings settings = quick ? Settings.quick() : Settings.full();
    String command = "./forebay bench" + (args.isEmpty() ? "" : " " + String.join(" ", args));
    Measurement measurement =
        new Measurement(
            checkout, folder, settings, spec.commandLine().getOut(), spec.commandLine().getErr());
    return measurement.run(rows, RowTable.control(), command, quick, pattern);
  }

  private static Results told(Path file, PrintWriter stdout) throws IOException {
    Results results = ResultsFile.read(file);
    results.rows().forEach(row -> stdout.println(RowLine.of(row)));
    return results;
  }

  private int compare(Results before, Results now) {
    PrintWriter stdout = spec.commandLine().getOut();
    double percent = margin == null ? MARGIN_PERCENT : margin;
    Comparison comparison = Comparison.of(before, now);
    comparison.changes().forEach(change -> stdout.println(change.line(percent)));
    comparison.added().forEach(name -> stdout.println("new     " + name));
    comparison.gone().forEach(name -> stdout.println("gone    " + name));
    return comparison.anyFell(percent) ? Main.SHORT : 0;
  }

  private static int status(Results results) {
    if (results.count(Status.SHORT) > 0) {
      return Main.SHORT;
    }
    return results.count(Status.FAILED) > 0 ? Main.FAILED : 0;
  }
}
