package io.forebay.bench.report;

import io.forebay.bench.results.PeerResult;
import io.forebay.bench.results.Results;
import io.forebay.bench.results.RowResult;
import io.forebay.bench.results.Text;
import io.forebay.bench.rows.Goal;
import io.forebay.bench.verdict.Figures;
import io.forebay.bench.verdict.Quartiles;
import io.forebay.bench.verdict.Status;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The page with all figures of a run, as Markdown.
final class Page {
  private static final String NONE = "";

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private Page(Results results) {
    this.results = results;
  }

  /// @param charts names of their files
  /// @param history names of the files of releases
  static String of(Results results, List<String> charts, List<String> history) {
    Page page = new Page(results);
    page.head();
    page.goals();
    page.rowsWithoutGoal();
    page.charts(charts);
    page.history(history);
    return page.text.toString();
  }

  private void head() {
    Results.About about = results.about();
    line("# Performance");
    line(NONE);
    line(
        "Made by `./forebay bench --report`; every figure is from [pairs.json](pairs.json), which");
    line(
        "holds all pairs, beside what JMH says in [jmh.json](jmh.json). What the figures mean, and");
    line("what was tried, is told in [performance.md](../performance.md).");
    line(NONE);
    if (about.pattern() != null) {
      line("**Not the whole suite:** only rows that match `" + about.pattern() + "` were run.");
      line(NONE);
    } else if (about.quick()) {
      line("**A quick run:** one JVM a row, and no rows without a goal.");
      line(NONE);
    }
    line("| | |");
    line("| --- | --- |");
    fact("date", about.date() + " (UTC)");
    fact("command", "`" + about.command() + "`");
    fact("commit", Objects.requireNonNullElse(about.commit(), "unknown"));
    fact("CPU", about.machine().cpu() + ", " + about.machine().cores() + " cores");
    fact("memory", memory(about.machine().memoryBytes()));
    fact("system", about.machine().os());
    fact("JVM", about.machine().jvm());
    fact("JVM flags", "`" + String.join(" ", about.jvmFlags()) + "`");
    fact("lowest control", Text.nanos(results.lowestControl()));
    line(NONE);
  }

  private void goals() {
    List<RowResult> rows = results.rows().stream().filter(row -> row.goal().exists()).toList();
    if (rows.isEmpty()) {
      return;
    }
    line("## Goals");
    line(NONE);
    line(counts(rows));
    line(NONE);
    table(rows);
  }

  private void rowsWithoutGoal() {
    List<RowResult> rows = results.rows().stream().filter(row -> !row.goal().exists()).toList();
    if (rows.isEmpty()) {
      return;
    }
    line("## Other sizes and capacities");
    line(NONE);
    table(rows);
  }

  private void table(List<RowResult> rows) {
    line("| work | ours | peer | ratio (quartiles) | control | pairs | goal | |");
    line("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (RowResult row : rows) {
      if (row.peers().isEmpty()) {
        line(tableRow(row, row.figures(), null));
      }
      for (PeerResult peer : row.peers()) {
        boolean judging = row.peers().size() == 1 || peer == row.judgingPeer();
        line(
            tableRow(row, judging && row.figures() != null ? row.figures() : peer.figures(), peer));
      }
    }
    line(NONE);
  }

  private String tableRow(RowResult row, @Nullable Figures figures, @Nullable PeerResult peer) {
    boolean judging = peer == null || row.judgingPeer() == null || peer == row.judgingPeer();
    return "| "
        + String.join(
            " | ",
            row.work(),
            figure(row.ours().toString(), figures == null ? null : figures.ours(), row),
            peer == null
                ? NONE
                : figure(peer.contender().toString(), figures == null ? null : figures.peer(), row),
            ratio(row, figures),
            figures == null || figures.control() == null ? NONE : Text.nanos(figures.control()),
            figures == null || figures.control() == null
                ? NONE
                : figures.counted() + " of " + figures.measured(),
            judging && row.goal().kind() != Goal.Kind.NONE ? row.goal().toString() : NONE,
            judging ? status(row) : NONE)
        + " |";
  }

  private static String ratio(RowResult row, @Nullable Figures figures) {
    Quartiles judged = figures == null ? null : figures.judged();
    return judged == null || row.metric().absolute() ? NONE : Text.ratio(judged);
  }

  private static String status(RowResult row) {
    String shown = row.status() == Status.SEEN ? NONE : "**" + row.status() + "**";
    return row.reason() == null ? shown : (shown + " " + row.reason()).strip().replace("|", "\\|");
  }

  private static String figure(String label, @Nullable Double figure, RowResult row) {
    return figure == null ? label : label + " " + Text.figure(figure, row.metric());
  }

  private void charts(List<String> charts) {
    for (String chart : charts) {
      line("![" + chart.replace(".svg", NONE).replace('-', ' ') + "](" + chart + ")");
      line(NONE);
    }
  }

  private void history(List<String> history) {
    if (history.isEmpty()) {
      return;
    }
    line("## Releases");
    line(NONE);
    line("`./forebay bench --compare docs/performance/history/VERSION.json` compares with one.");
    line(NONE);
    history.forEach(file -> line("- [" + file.replace(".json", NONE) + "](history/" + file + ")"));
  }

  private static String counts(List<RowResult> rows) {
    StringBuilder counts = new StringBuilder(rows.size() + " rows:");
    for (Status status : Status.values()) {
      long count = rows.stream().filter(row -> row.status() == status).count();
      if (count > 0) {
        counts.append(' ').append(count).append(' ').append(status).append(',');
      }
    }
    counts.setCharAt(counts.length() - 1, '.');
    return counts.toString();
  }

  private static String memory(long bytes) {
    return bytes == 0
        ? "unknown"
        : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }

  private void fact(String what, String fact) {
    line("| " + what + " | " + fact + " |");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
