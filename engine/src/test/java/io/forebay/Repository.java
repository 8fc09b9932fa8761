package io.forebay;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the files of the repository lie, for tests that read them.
public final class Repository {
  private Repository() {}

  /// Its root, from wherever in it the tests were started.
  public static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    return root;
  }
}
