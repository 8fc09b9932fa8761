package io.forebay.bench.measure;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/// JMH's own results of all JVMs.
public final class JmhResults {
  /// The usual name.
  public static final String NAME = "jmh.json";

  private final Map<String, List<RunResult>> byParams = new LinkedHashMap<>();

  /// None so far.
  public JmhResults() {}

  /// Writes them as JMH does.
  public void write(Path file) {
    List<RunResult> merged = byParams.values().stream().map(JmhResults::merged).toList();
    ResultFormatFactory.getInstance(ResultFormatType.JSON, file.toString()).writeOut(merged);
  }

  /// Adds what a JVM saved.
  void add(Path saved) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(saved))) {
      for (RunResult result : (RunResult[]) in.readObject()) {
        String key = result.getParams().id() + result.getParams().getMeasurement();
        byParams.computeIfAbsent(key, k -> new ArrayList<>()).add(result);
      }
    } catch (ClassNotFoundException e) {
      throw new IOException("results: " + saved + " (expected: results of JMH)", e);
    }
  }

  static void save(List<RunResult> results, Path file) throws IOException {
    try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(results.toArray(RunResult[]::new));
    }
  }

  static RunResult merged(List<RunResult> runs) {
    List<BenchmarkResult> all = new ArrayList<>();
    runs.forEach(run -> all.addAll(run.getBenchmarkResults()));
    return new RunResult(runs.getFirst().getParams(), all);
  }
}
