package io.forebay.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.bench.Fixtures;
import io.forebay.bench.results.Results;
import io.forebay.bench.results.ResultsFile;
import io.forebay.bench.rows.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir private Path folder;

  private String page(Results results) throws IOException {
    new Report(folder).write(results, folder);
    return Files.readString(folder.resolve("README.md"));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void pageChartsAndResultsAreWritten() throws IOException {
    String page = page(Fixtures.results());
    assertEquals(
        List.of("README.md", "fifo-one-by-one.svg", "goals.svg", "latency.svg", "pairs.json"),
        files());
    assertEquals(Fixtures.results(), ResultsFile.read(folder.resolve("pairs.json")));
    for (String told :
        List.of(
            "| CPU | Some CPU, 2 cores |",
            "| memory | 8.0 GiB |",
            "| command | `./forebay bench` |",
            "| commit | abc123 |",
            "5 rows: 4 met, 1 skipped.",
            "| FIFO of fifo-a | Forebay (spin) 1.40 M/s | Disruptor (spin) 1.00 M/s"
                + " | 1.40 (1.35 to 1.45) | 100 ns | 3 of 3 | at least 1.2 | **met** |",
            "![latency](latency.svg)")) {
      assertTrue(page.contains(told), () -> told + "\nis not in\n" + page);
    }
  }

  @Test
  void chartsAreTheSameForTheSameResults() throws IOException {
    page(Fixtures.results());
    List<String> first = charts();
    page(Fixtures.results());
    assertEquals(first, charts());
    assertTrue(first.getFirst().contains("<svg"));
  }

  private List<String> charts() throws IOException {
    return List.of(
        Files.readString(folder.resolve("fifo-one-by-one.svg")),
        Files.readString(folder.resolve("goals.svg")),
        Files.readString(folder.resolve("latency.svg")));
  }

  @Test
  void aPartOfTheSuiteIsToldAsOne() throws IOException {
    page(Fixtures.results());
    String page = page(Fixtures.results("allocation", Fixtures.allocation()));
    assertTrue(page.contains("**Not the whole suite:** only rows that match `allocation`"), page);
    assertFalse(page.contains("svg"), page);
    assertEquals(List.of("README.md", "pairs.json"), files());
  }

  @Test
  void resultsOfReleasesStay() throws IOException {
    Report report = new Report(folder);
    Path kept = report.release(Fixtures.results(), "0.1.0");
    assertTrue(page(Fixtures.results()).contains("- [0.1.0](history/0.1.0.json)"));
    assertEquals(Fixtures.results(), ResultsFile.read(kept));
    assertThrows(IOException.class, () -> report.release(Fixtures.results(), "0.1.0"));
  }

  @Test
  void whatJmhSaysGoesWithIt() throws IOException {
    Path from = Files.createDirectory(folder.resolve("from"));
    Path to = folder.resolve("to");
    Files.writeString(from.resolve("jmh.json"), "[]");
    new Report(to).write(Fixtures.results(), from);
    new Report(to).write(Fixtures.results(), to);
    assertEquals("[]", Files.readString(to.resolve("jmh.json")));
  }

  @Test
  void everyKindOfChartCanBeDrawn() throws IOException {
    Chart lines = Chart.of("lines", "Lines & <more>", "x", "y", Chart.Kind.LINES);
    lines.put("a", "64", 1e6);
    lines.put("a", "4096", 1e5);
    lines.put("b", "64", 3e6);
    Chart bars = Chart.of("bars", "Bars", "x", "y", Chart.Kind.BARS);
    bars.put("a", "1P1C", 2);
    bars.put("b", "3P1C", 3);
    for (Chart chart : List.of(lines, bars)) {
      assertTrue(Files.size(folder.resolve(Drawing.draw(chart, folder))) > 0);
    }
  }

  @Test
  void aGoalAtMostIsDrawnUpsideDown() {
    Chart goals = Charts.of(Fixtures.results(null, Fixtures.latency())).getFirst();
    assertEquals(1.15, goals.series().get("ours").get("round-trip"), 1e-9);
    Chart atLeast =
        Charts.of(Fixtures.results(null, Fixtures.result("a", Goal.atLeast(2), 3, 3, 3)))
            .getFirst();
    assertEquals(1.5, atLeast.series().get("ours").get("a"), 1e-9);
  }
}
