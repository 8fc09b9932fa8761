package io.forebay.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.runner.CompilerHints;

/// Starts JVMs that measure.
final class ChildProcess {
  private static final long POLL_MILLIS = 200;

  private final Path folder;
  private final List<String> extraFlags;

  /// @param folder where files of jobs, and what the JVMs print, are put
  /// @param extraFlags flags beside those of the settings
  ChildProcess(Path folder, List<String> extraFlags) {
    this.folder = folder;
    this.extraFlags = List.copyOf(extraFlags);
  }

  /// Does a job in a JVM of its own.
  ///
  /// @param name of its files
  /// @param patience how long the JVM may say nothing; it says what it is at before each iteration
  /// @param jmh gets what JMH says
  /// @throws ChildFailure if the JVM fails, or hangs
  Outcome run(Job job, String name, Duration patience, JmhResults jmh)
      throws IOException, InterruptedException, ChildFailure {
    Path jobFile = folder.resolve(name + ".job");
    Path outcome = folder.resolve(name + ".outcome");
    Path saved = folder.resolve(name + ".jmh");
    Path log = folder.resolve(name + ".log");
    JobFile.write(job, jobFile);
    Files.deleteIfExists(outcome);
    Process process = start(job, List.of(jobFile, outcome, saved), log);
    try {
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        if (silence(log).compareTo(patience) > 0) {
          throw new ChildFailure("hangs for " + patience.toSeconds() + " s, at: " + lastLine(log));
        }
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new ChildFailure("exit status " + process.exitValue() + ", at: " + lastLine(log));
    }
    jmh.add(saved);
    Outcome seen = JobFile.read(outcome, Outcome.class);
    for (Path file : List.of(jobFile, outcome, saved)) {
      Files.delete(file);
    }
    return seen;
  }

  private Process start(Job job, List<Path> files, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    CompilerHints.addCompilerHints(command); // as JMH does for its forks
    command.addAll(job.settings().jvmFlags());
    command.addAll(extraFlags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ChildMain.class.getName());
    files.forEach(file -> command.add(file.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static Duration silence(Path log) throws IOException {
    return Duration.between(Files.getLastModifiedTime(log).toInstant(), Instant.now());
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    return lines.isEmpty() ? "the start (see " + log + ")" : lines.getLast() + " (see " + log + ")";
  }

  /// A JVM that failed; the message says how.
  static final class ChildFailure extends Exception {
    private static final long serialVersionUID = 1L;

    ChildFailure(String message) {
      super(message);
    }
  }
}
