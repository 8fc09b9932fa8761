package io.forebay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The programs in docs/examples, compiled and run as a user would. Each tells in its comment what
/// its last line is.
class ExamplesTest {
  private static final String LAST_LINE = "/// Its last line: ";

  static List<String> programs() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Path folder() {
    return Repository.root().resolve("docs/examples");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void doesWhatItSays(String program) throws Exception {
    List<String> lines = run(folder().resolve(program));
    assertEquals(
        List.of(expected(program)), lines.subList(Math.max(0, lines.size() - 1), lines.size()));
  }

  private static String expected(String program) throws IOException {
    return Files.readAllLines(folder().resolve(program)).stream()
        .filter(line -> line.startsWith(LAST_LINE))
        .map(line -> line.substring(LAST_LINE.length()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> run(Path program) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-cp", classPath(), program.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it ends");
    assertEquals(0, process.exitValue(), output);
    return output.lines().toList();
  }

  /// That of the tests, modules and all.
  private static String classPath() {
    return System.getProperty("java.class.path")
        + System.getProperty("path.separator")
        + System.getProperty("jdk.module.path", "");
  }
}
