package io.forebay.bench.report;

import io.forebay.bench.measure.JmhResults;
import io.forebay.bench.results.Results;
import io.forebay.bench.results.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A folder with the page, the charts and the results of a run.
public final class Report {
  private static final String PAGE = "README.md";
  private static final String HISTORY = "history";
  private static final String JSON = ".json";

  private final Path folder;

  /// In that folder, which is made if it is missing.
  public Report(Path folder) {
    this.folder = folder;
  }

  /// Writes it; charts that were there before go, results of releases stay.
  ///
  /// @param results what to tell
  /// @param from the folder with the files of the results
  public void write(Results results, Path from) throws IOException {
    Files.createDirectories(folder);
    for (Path old : list(folder, ".svg")) {
      Files.delete(old);
    }
    List<String> charts = new ArrayList<>();
    for (Chart chart : Charts.of(results)) {
      charts.add(Drawing.draw(chart, folder));
    }
    ResultsFile.write(results, folder.resolve(ResultsFile.NAME));
    Path jmh = from.resolve(JmhResults.NAME);
    Path copy = folder.resolve(JmhResults.NAME);
    if (Files.exists(jmh) && !(Files.exists(copy) && Files.isSameFile(jmh, copy))) {
      Files.copy(jmh, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(folder.resolve(PAGE), Page.of(results, charts, releases()));
  }

  /// Keeps the results as those of a release.
  ///
  /// @return the file
  /// @throws IOException if there are some of that release; the message says so
  public Path release(Results results, String version) throws IOException {
    Path file = folder.resolve(HISTORY).resolve(version + JSON);
    if (Files.exists(file)) {
      throw new IOException("release: " + file + " exists (expected: a release without results)");
    }
    Files.createDirectories(file.getParent());
    ResultsFile.write(results, file);
    return file;
  }

  private List<String> releases() throws IOException {
    Path history = folder.resolve(HISTORY);
    return Files.isDirectory(history)
        ? list(history, JSON).stream().map(file -> file.getFileName().toString()).toList()
        : List.of();
  }

  private static List<Path> list(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
