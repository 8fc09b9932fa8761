package io.forebay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder that goes away with all it holds: when it is closed, and when the JVM is stopped by a
/// signal before that.
final class TemporaryFolder implements AutoCloseable {
  private static final int ATTEMPTS = 1000;

  private final Path path;
  private final Thread atExit = new Thread(this::removeQuietly, "forebay-cleanup");

  /// Makes one in that folder.
  TemporaryFolder(Path parent, String prefix) throws IOException {
    this.path = Files.createTempDirectory(parent, prefix);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Where it is.
  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException stopping) {
      return; // the hook removes it
    }
    remove();
  }

  /// Others may still write into it; they fail once it has gone.
  private void removeQuietly() {
    for (int attempt = 1; ; attempt++) {
      try {
        remove();
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          System.err.println("forebay: " + path + ": cannot be removed: " + e);
          return;
        }
      }
    }
  }

  private void remove() throws IOException {
    if (Files.notExists(path)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(path)) {
      for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
