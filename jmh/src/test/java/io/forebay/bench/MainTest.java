package io.forebay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.bench.results.Results;
import io.forebay.bench.results.ResultsFile;
import io.forebay.bench.results.RowResult;
import io.forebay.bench.rows.Goal;
import io.forebay.bench.rows.RowTable;
import io.forebay.bench.verdict.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    Checkout checkout = new Checkout(folder.resolve("jmh/target"));
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), checkout, args);
  }

  private String file(String name, Results results) throws IOException {
    Path file = folder.resolve(name);
    ResultsFile.write(results, file);
    return file.toString();
  }

  private static Results with(double ratio) {
    return Fixtures.results(null, Fixtures.result("fifo", Goal.atLeast(1), ratio, ratio, ratio));
  }

  private void assertRefused(String message, String... args) {
    assertEquals(Main.FAILED, run(args));
    assertEquals("forebay: " + message + System.lineSeparator(), err.toString());
    err.getBuffer().setLength(0);
  }

  @Test
  void listShowsEveryRow() {
    assertEquals(0, run("--list"));
    assertEquals(RowTable.all().size(), out.toString().lines().count());
  }

  @Test
  void listShowsWhatWouldBeMeasured() {
    assertEquals(0, run("--list", "--quick", "idle"));
    assertEquals(1, out.toString().lines().count());
  }

  @Test
  void nonsenseIsRefused() throws IOException {
    String file = file("a.json", with(2));
    assertRefused("PATTERN: ( (expected: a regular expression, Unclosed group)", "--list", "(");
    assertRefused(
        "PATTERN: nonesuch (expected: one that a row has, see --list)", "--list", "nonesuch");
    assertRefused("--margin: alone (expected: with --compare)", "--margin", "5", "--list");
    assertRefused(
        "--margin: -1.0 (expected: a percentage, 0 or more and below 100)",
        "--from",
        file,
        "--compare",
        file,
        "--margin",
        "-1");
    assertRefused(
        "--from: measures nothing (expected: without --quick, --out, --list and PATTERN)",
        "--from",
        file,
        "--quick");
    assertRefused(
        "--release: ../x (expected: a version such as 0.1.0)", "--from", file, "--release", "../x");
    assertRefused("Unknown option: '--slow' (see forebay bench --help)", "--slow");
  }

  @Test
  void filesThatAreNoResultsAreRefusedBeforeAnythingIsMeasured() throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), "{}");
    assertEquals(Main.FAILED, run("--compare", other.toString(), "idle"));
    assertTrue(err.toString().contains("other.json (expected: results of forebay bench"));
    assertEquals(Main.FAILED, run("--from", folder.resolve("none.json").toString()));
    assertTrue(err.toString().contains("none.json (expected: a file)"), err.toString());
  }

  @Test
  void resultsOfAnEarlierRunAreTold() throws IOException {
    assertEquals(0, run("--from", file("a.json", with(2))));
    assertTrue(out.toString().startsWith("met     FIFO of fifo |"), out.toString());
  }

  @Test
  void statusTellsShortAndFailed() throws IOException {
    assertEquals(Main.SHORT, run("--from", file("short.json", with(0.5))));
    RowResult failed =
        RowResult.without(Fixtures.row("x", Goal.atLeast(1)), Status.FAILED, "it broke");
    assertEquals(Main.FAILED, run("--from", file("failed.json", Fixtures.results(null, failed))));
  }

  @Test
  void compareTellsWhatFell() throws IOException {
    String now = file("now.json", with(1.5));
    String old = file("old.json", with(2));
    assertEquals(Main.SHORT, run("--from", now, "--compare", old));
    assertTrue(out.toString().contains("fell    fifo, to Disruptor: 1.50"), out.toString());
    assertEquals(0, run("--from", now, "--compare", old, "--margin", "30"));
    assertEquals(0, run("--from", old, "--compare", now));
  }

  @Test
  void reportAndReleaseGoIntoTheCheckout() throws IOException {
    assertEquals(0, run("--from", file("a.json", with(2)), "--release", "0.1.0"));
    assertEquals(0, run("--from", file("a.json", with(2)), "--report"));
    Path performance = folder.resolve("docs/performance");
    assertTrue(Files.exists(performance.resolve("history/0.1.0.json")));
    assertTrue(Files.readString(performance.resolve("README.md")).contains("0.1.0"));
  }
}
