package io.forebay.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The checkout of the sources that this was built in.
///
/// @param target the folder that the benchmarks were built into
record Checkout(Path target) {
  private static final Duration SOON = Duration.ofSeconds(5);

  /// The one that this class was built in.
  static Checkout here() {
    try {
      Path built =
          Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Checkout(built.toAbsolutePath().getParent());
    } catch (URISyntaxException e) {
      throw new CommandFailure("checkout: not found (expected: classes in jmh/target)", e);
    }
  }

  Path root() {
    return target.resolve("../..").normalize();
  }

  /// Where results go if nothing else is said.
  Path out() {
    return target.resolve("bench");
  }

  /// Where the report is.
  Path performance() {
    return root().resolve("docs/performance");
  }

  /// The commit, with `-dirty` if files of it were changed; null if git does not tell.
  @Nullable String commit() {
    String commit = git("rev-parse", "--short=12", "HEAD");
    String changed = git("status", "--porcelain", "--untracked-files=no");
    return commit == null || commit.isEmpty()
        ? null
        : commit + (changed == null || changed.isEmpty() ? "" : "-dirty");
  }

  private @Nullable String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", root().toString()));
    command.addAll(List.of(arguments));
    Path said = null;
    try {
      said = Files.createTempFile("forebay-git-", ".txt");
      Process git =
          new ProcessBuilder(command)
              .redirectOutput(said.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = git.waitFor(SOON.toMillis(), TimeUnit.MILLISECONDS);
      git.destroyForcibly();
      return ended && git.exitValue() == 0
          ? Files.readString(said, StandardCharsets.UTF_8).strip()
          : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      delete(said);
    }
  }

  private static void delete(@Nullable Path file) {
    if (file != null) {
      file.toFile().delete();
    }
  }
}
