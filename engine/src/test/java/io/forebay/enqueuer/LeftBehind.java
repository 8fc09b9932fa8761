package io.forebay.enqueuer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.coordination.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What an enqueuer may not leave behind: threads, processes, files.
public final class LeftBehind {
  private LeftBehind() {}

  /// Nothing of any enqueuer is there any more; each was stopped.
  public static void assertNothing() {
    assertEquals(List.of(), threads("Enqueuer-"));
    assertEquals(List.of(), ProcessHandle.current().children().toList(), "processes");
    assertEquals(List.of(), files(ProcessHandle.current().pid()));
  }

  /// Names of the threads in whose name that text is.
  static List<String> threads(String text) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains(text))
        .sorted()
        .toList();
  }

  /// Shared files that the process with that number made.
  static List<Path> files(long pid) {
    try (Stream<Path> files = Files.list(SharedFiles.defaultFolder())) {
      String prefix = "forebay-" + pid + "-";
      return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until that many threads with that text in their names wait.
  static void awaitWaiting(String text, int count) {
    Await.until(
        count + " threads wait: " + text,
        () ->
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().contains(text))
                    .filter(thread -> thread.getState() == Thread.State.WAITING)
                    .count()
                == count);
  }
}
