package io.forebay.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Fuzzes every target with Jazzer, each in a JVM of its own: `./mvnw verify -Pproof`. It begins
/// with the inputs that are kept, and those of the last time in `target/fuzz`.
///
/// What the engine's enqueuers and their worker processes say to each other is fuzzed too; its
/// target and its inputs are with the engine's tests, where they are replayed.
///
/// - `-Dforebay.fuzz.seconds=N`: so long for each target, 600 unless said otherwise
/// - `-Dforebay.fuzz.targets=framing,example`: only these
/// - `-Dforebay.fuzz.keep=true`: what reaches code that no kept input reaches is kept
class Fuzzing {
  private static final String SECONDS = System.getProperty("forebay.fuzz.seconds", "600");
  private static final String TARGETS = System.getProperty("forebay.fuzz.targets", "");
  private static final boolean KEEP = Boolean.getBoolean("forebay.fuzz.keep");

  private static final Path WORK = Path.of("target/fuzz").toAbsolutePath();
  private static final Path ENGINE = Path.of("../engine").toAbsolutePath().normalize();
  private static final int LAST_LINES = 60;

  /// What is fuzzed.
  ///
  /// @param name of its folders and files
  /// @param className of the class that is called
  /// @param kept where its inputs are
  private record Job(String name, String className, Path kept) {}

  @ParameterizedTest
  @EnumSource
  void findsNothing(FuzzTarget target) throws Exception {
    fuzz(new Job(target.lowerCase(), target.className(), target.folder()));
  }

  @Test
  void findsNothingInWhatWorkerProcessesSay() throws Exception {
    Path kept = ENGINE.resolve("src/test/resources/fuzz/wire");
    fuzz(new Job("wire", "io.forebay.enqueuer.WireTarget", kept));
  }

  private static void fuzz(Job job) throws Exception {
    if (!TARGETS.isEmpty() && !List.of(TARGETS.split(",")).contains(job.name)) {
      return;
    }
    Path found = Files.createDirectories(WORK.resolve(job.name));
    String kept = job.kept.toAbsolutePath().toString();
    List<String> log = run(job, "fuzz", "-max_total_time=" + SECONDS, found.toString(), kept);
    System.out.println(job.name + ": " + figures(log));
    if (KEEP) {
      run(job, "merge", "-merge=1", kept, found.toString());
    }
  }

  private static String figures(List<String> log) {
    return log.stream()
        .filter(line -> line.contains(" DONE ") || line.startsWith("Done "))
        .reduce("", (before, line) -> before + line + " ");
  }

  /// Runs the fuzzer to its end; what it said.
  private static List<String> run(Job job, String step, String... options)
      throws IOException, InterruptedException {
    Path log = WORK.resolve(job.name + "-" + step + ".log");
    List<String> command = new ArrayList<>(command(job));
    command.addAll(List.of(options));
    int status =
        new ProcessBuilder(command)
            .directory(Files.createDirectories(WORK.resolve("empty")).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    List<String> lines = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
    List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    assertEquals(0, status, () -> log + ":\n" + String.join("\n", last));
    return lines;
  }

  private static List<String> command(Job job) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-ea",
        "-Xmx1g",
        "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        classPath(),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + job.className,
        "--instrumentation_includes=io.forebay.**",
        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.**",
        "--reproducer_path=" + WORK,
        "-artifact_prefix=" + WORK + "/" + job.name + "-find-",
        "-max_len=4096",
        "-timeout=60",
        "-rss_limit_mb=4096",
        "-print_final_stats=1");
  }

  private static String classPath() {
    String ofTests = System.getProperty("surefire.test.class.path");
    String own = ofTests == null ? System.getProperty("java.class.path") : ofTests;
    return own + File.pathSeparator + ENGINE.resolve("target/test-classes");
  }
}
