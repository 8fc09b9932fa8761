package io.forebay.bench.measure;

import io.forebay.bench.rows.Contender;
import io.forebay.bench.rows.Threads;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs contenders by JMH, in this JVM, and keeps what JMH says.
final class JmhBench implements Bench {
  /// JMH interrupts an iteration that does not end.
  private static final TimeValue TIMEOUT = TimeValue.seconds(60);

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Map<String, List<RunResult>> kept = new LinkedHashMap<>();
  private final OutputFormat nowhere =
      OutputFormatFactory.createFormatInstance(
          new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);

  @Override
  public Map<String, Double> run(Contender contender, long millis, Kind kind)
      throws ContenderFailure {
    RunResult result = runOnce(contender, millis, kind);
    if (kind == Kind.MEASURED || kind == Kind.GARBAGE) {
      kept.computeIfAbsent(
              contender.toString() + contender.params() + kind + millis, k -> new ArrayList<>())
          .add(result);
    }
    Map<String, Double> figures = new TreeMap<>();
    put(figures, "score", result.getPrimaryResult());
    result.getSecondaryResults().forEach((name, figure) -> put(figures, name, figure));
    if (kind == Kind.GARBAGE) {
      // JMH leaves the rate out where nothing was allocated
      double operations = operations(result);
      figures.put(Garbage.OPERATIONS, operations);
      figures.put(Garbage.BYTES, figures.getOrDefault(ALLOCATED, 0.0) * operations);
    }
    return figures;
  }

  /// What JMH said, runs of the same contender as if they were forks of one benchmark.
  List<RunResult> results() {
    return kept.values().stream().map(JmhResults::merged).toList();
  }

  private RunResult runOnce(Contender contender, long millis, Kind kind) throws ContenderFailure {
    Collection<RunResult> results;
    try {
      results = new Runner(options(contender, millis, kind).build(), nowhere).run();
    } catch (NoBenchmarksException e) {
      throw new ContenderFailure("no benchmark named " + contender.benchmark(), e);
    } catch (RunnerException e) {
      throw new ContenderFailure(reason(e), e);
    }
    if (results.size() != 1) {
      throw new ContenderFailure(
          "benchmark: "
              + contender.benchmark()
              + " "
              + contender.params()
              + " is "
              + results.size()
              + " (expected: one; a parameter is missing)");
    }
    return results.iterator().next();
  }

  private static ChainedOptionsBuilder options(Contender contender, long millis, Kind kind) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(contender.benchmark()) + "$")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(millis))
            .timeout(TIMEOUT)
            .shouldFailOnError(true);
    contender.params().forEach(options::param);
    Threads threads = contender.threads();
    if (threads != null) {
      // in the order of the methods' names: consume, produce
      options.threadGroups(threads.consumers(), threads.producers());
    }
    if (kind == Kind.GARBAGE) {
      options.addProfiler(GCProfiler.class);
    }
    return options;
  }

  /// Operations of all threads, those before and after the measured time too.
  private static double operations(RunResult result) {
    long operations = 0;
    for (BenchmarkResult runs : result.getBenchmarkResults()) {
      for (IterationResult iteration : runs.getIterationResults()) {
        operations += iteration.getMetadata().getAllOps();
      }
    }
    return operations;
  }

  private static void put(Map<String, Double> figures, String name, Result<?> figure) {
    double score = figure.getScore();
    if (Double.isFinite(score)) {
      figures.put(name, score);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null || cause.getSuppressed().length > 0) {
      cause = cause.getCause() != null ? cause.getCause() : cause.getSuppressed()[0];
    }
    return cause.toString().lines().findFirst().orElse("unknown");
  }
}
