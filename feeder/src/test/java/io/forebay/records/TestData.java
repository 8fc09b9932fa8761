package io.forebay.records;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Files that a user's data looks like, where they are present.
final class TestData {
  private TestData() {}

  /// A file of `../shared/data/tfrecord`; the test is skipped without it.
  static Path tfrecord(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve(".git"))) {
      root = root.getParent();
    }
    Assumptions.assumeTrue(root != null, "the repository's root was not found");
    Path file = root.resolveSibling("shared").resolve("data/tfrecord").resolve(name);
    if (!Files.exists(file) && root.getParent() != null) {
      file = root.getParent().resolveSibling("shared").resolve("data/tfrecord").resolve(name);
    }
    Assumptions.assumeTrue(Files.exists(file), "skipped: no " + file);
    return file;
  }
}
