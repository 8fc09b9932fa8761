package io.forebay.enqueuer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.coordination.Await;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Worker processes end with the process that started them.
class ParentDeathTest {
  @ParameterizedTest
  @ValueSource(strings = {"exit", "kill"})
  void workersEndWithTheirParent(String how) throws IOException, InterruptedException {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                TestProcesses.classPath(),
                ParentMain.class.getName(),
                how)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line;
    try (var output = parent.inputReader()) {
      line = output.readLine();
      if (how.equals("kill")) {
        parent.destroyForcibly();
      }
      parent.waitFor();
    }
    List<Long> workers = Stream.of(line.split(" ")).map(Long::valueOf).toList();
    assertEquals(2, workers.size());
    for (long worker : workers) {
      Await.until("worker has ended", () -> isGone(worker));
    }
    assertEquals(List.of(), LeftBehind.files(parent.pid()));
  }

  /// Gone, or not waited for by whoever inherited it.
  private static boolean isGone(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    return process.isEmpty()
        || !process.get().isAlive()
        || process.get().info().command().isEmpty();
  }

  @Test
  void workersOfAKilledParentEndAlsoInUserCode() throws IOException, InterruptedException {
    Process worker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                TestProcesses.classPath(),
                WorkerMain.class.getName(),
                "alone")
            .redirectError(ProcessBuilder.Redirect.PIPE)
            .start();
    try (var to = new DataOutputStream(worker.getOutputStream());
        var printed = worker.errorReader()) {
      new Wire.Greeting(true, Misbehaving.class.getName(), List.of("hang"), 0).writeTo(to);
      to.writeByte(Wire.LOAD);
      to.writeInt(5);
      to.writeInt(0);
      to.flush();
      assertEquals("hanging", printed.readLine());
    }
    assertEquals(0, worker.waitFor());
  }
}
