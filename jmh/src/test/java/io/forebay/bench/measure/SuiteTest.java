package io.forebay.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.forebay.bench.results.RowResult;
import io.forebay.bench.rows.Contender;
import io.forebay.bench.rows.Goal;
import io.forebay.bench.rows.Metric;
import io.forebay.bench.rows.Row;
import io.forebay.bench.rows.Threads;
import io.forebay.bench.verdict.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real JVMs, really alternating, with iterations of a few milliseconds; nothing is said about
/// speed.
class SuiteTest {
  private static final Settings TINY =
      new Settings(
          2,
          1,
          3,
          50,
          50,
          20,
          100,
          1,
          List.of("-Xmx128m", "--sun-misc-unsafe-memory-access=allow", "-Djmh.ignoreLock=true"));

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();

  private static Contender contender(String label, String method) {
    return new Contender(
        label,
        "io.forebay.bench.measure.TinyBenchmarks." + method,
        Map.of("run", "3"),
        method.equals("handOver") ? new Threads(1, 1) : null,
        "none");
  }

  private static Row row(String name, Contender ours, Metric metric, Contender... peers) {
    return new Row(name, name, ours, List.of(peers), metric, Goal.atLeast(1));
  }

  private Suite run(List<Row> rows) throws Exception {
    Suite suite = new Suite(rows, false, TINY, contender("control", "control"));
    suite.run(folder, List.of(), new Told());
    return suite;
  }

  @Test
  void pairsAndGarbageComeFromJvmsOfTheirOwn() throws Exception {
    Contender ours = contender("ours", "handOver");
    Contender peer = contender("peer", "handOver");
    Suite suite =
        run(
            List.of(
                row("ratio", ours, Metric.ELEMENTS, peer), row("garbage", ours, Metric.ALLOCATED)));
    RowResult ratio = suite.results().getFirst();
    assertNotNull(ratio.figures(), () -> ratio.reason());
    var pairs = ratio.peers().getFirst().pairs();
    assertEquals(List.of(1, 2), pairs.stream().map(p -> p.jvm()).distinct().toList());
    assertTrue(pairs.getFirst().ours().get("elements") > 0);
    assertEquals(3, pairs.getFirst().controls().size());
    assertTrue(suite.lowestControl() > 0);
    assertNotNull(suite.results().get(1).figures());
    assertEquals(List.of("ratio", "garbage"), told);
    assertOneBenchmarkEach(suite);
  }

  /// Runs of all JVMs are forks of one benchmark.
  private void assertOneBenchmarkEach(Suite suite) throws Exception {
    Path file = folder.resolve(JmhResults.NAME);
    suite.jmh().write(file);
    JsonArray benchmarks = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
    List<String> names = new ArrayList<>();
    benchmarks.forEach(b -> names.add(b.getAsJsonObject().get("benchmark").getAsString()));
    assertEquals(
        List.of(contender("ours", "handOver").benchmark()), names.stream().distinct().toList());
    assertTrue(benchmarks.get(0).getAsJsonObject().getAsJsonObject("primaryMetric").has("rawData"));
  }

  @Test
  void whatGoesWrongIsToldByRow() throws Exception {
    Contender ours = contender("ours", "handOver");
    Suite suite =
        run(
            List.of(
                row("peer broken", ours, Metric.ELEMENTS, contender("x", "broken")),
                row("peer missing", ours, Metric.ELEMENTS, contender("y", "nothing")),
                row("dead", contender("z", "dead"), Metric.ELEMENTS)));
    List<RowResult> results = suite.results();
    results.forEach(result -> assertEquals(Status.FAILED, result.status(), result.name()));
    assertTrue(results.get(0).reason().contains("broken on purpose"), results.get(0).reason());
    assertTrue(
        results.get(1).reason().contains("no benchmark named io.forebay.bench.measure."),
        results.get(1).reason());
    assertTrue(
        results.get(2).reason().startsWith("exit status 7, at: WARMUP z"), results.get(2).reason());
  }

  @Test
  void aJvmThatHangsIsKilled() throws Exception {
    ChildProcess child = new ChildProcess(folder, List.of());
    Job job =
        new Job(
            List.of(contender("ours", "hanging")),
            contender("control", "control"),
            EnumSet.of(Part.SAMPLES),
            TINY,
            0);
    ChildProcess.ChildFailure failure =
        assertThrows(
            ChildProcess.ChildFailure.class,
            () -> child.run(job, "hanging", Duration.ofSeconds(3), new JmhResults()));
    assertTrue(failure.getMessage().startsWith("hangs for 3 s, at: "), failure.getMessage());
  }

  @Test
  void withoutTensorFlowItsRowsAreSkipped() throws Exception {
    Contender theirs =
        new Contender("t", "io.forebay.jmh.tensorflow.T.handOver", Map.of(), null, "own");
    Suite suite = run(List.of(row("tf", contender("ours", "handOver"), Metric.ELEMENTS, theirs)));
    assertEquals(Status.SKIPPED, suite.results().getFirst().status());
    assertEquals("needs -Ptensorflow", suite.results().getFirst().reason());
    assertFalse(Files.exists(folder.resolve("jvm-1-1.log")));
  }

  private final class Told implements Suite.Listener {
    @Override
    public void starting(String what, Duration left) {}

    @Override
    public void known(RowResult result) {
      told.add(result.name());
    }

    @Override
    public void revised(RowResult result) {}

    @Override
    public void saved() {}
  }
}
