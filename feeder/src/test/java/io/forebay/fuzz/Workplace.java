package io.forebay.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A folder for the files of this process, in memory if there is such a one; deleted with it.
public final class Workplace {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final Path FOLDER = make();

  private Workplace() {}

  /// The folder.
  public static Path folder() {
    return FOLDER;
  }

  /// Writes the input to a file of that name, in place of the one before.
  public static Path file(String name, byte[] content) throws IOException {
    return Files.write(FOLDER.resolve(name), content);
  }

  private static Path make() {
    try {
      Path folder =
          Files.isWritable(SHARED_MEMORY)
              ? Files.createTempDirectory(SHARED_MEMORY, "forebay-fuzz-")
              : Files.createTempDirectory("forebay-fuzz-");
      Runtime.getRuntime().addShutdownHook(new Thread(Workplace::delete));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("left over: " + FOLDER + ": " + e);
    }
  }
}
