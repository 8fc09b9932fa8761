package io.forebay.records;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Files that a user's data looks like, where they are present.
public final class TestData {
  private TestData() {}

  /// A file of `shared/data/tfrecord` beside the repository (or beside a folder around it); the
  /// test is skipped without it.
  public static Path tfrecord(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path file = folder.resolve("shared/data/tfrecord").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
      folder = folder.getParent();
    }
    return Assumptions.abort("skipped: no shared/data/tfrecord/" + name + " beside the repository");
  }
}
