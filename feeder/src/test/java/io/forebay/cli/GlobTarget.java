package io.forebay.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.error.InvalidArgumentException;
import io.forebay.fuzz.Input;
import io.forebay.fuzz.Limit;
import io.forebay.fuzz.Workplace;
import io.forebay.input.Producers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Any text as the name of input files: an option, a path or glob, below a folder with a few files
/// or below the current one.
public final class GlobTarget {
  private static final Limit LIMIT = new Limit(4 << 20, 1 << 14, 1 << 16, 64);

  private static final int MOST_STARS = 4; // with something between them

  private static final Path FOLDER = folder();

  private GlobTarget() {}

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] bytes) {
    Input input = new Input(bytes);
    boolean bare = (input.next() & 1) != 0;
    String text = input.text();
    if (stars(text) > MOST_STARS) {
      return; // the JDK's matching takes long: only where the user who waits wrote it
    }
    if (text.contains("..") || bare && (text.startsWith("/") || text.contains("**"))) {
      return; // other places
    }
    String glob = bare ? text : FOLDER + "/" + text;
    LIMIT.check(bytes, _ -> expand(glob));
    LIMIT.check(bytes, _ -> match(glob));
  }

  private static long stars(String glob) {
    return glob.replaceAll("\\*+", "*").chars().filter(c -> c == '*').count();
  }

  private static void expand(String glob) {
    try {
      for (Path file : InputFiles.expand(List.of(glob))) {
        assertTrue(Files.exists(file), file.toString());
      }
    } catch (CommandFailure e) {
      assertTrue(e.getMessage().startsWith("--input "), e.getMessage());
    }
  }

  private static void match(String glob) {
    try {
      for (String file : Producers.matchFilenamesOnce(glob).get()) {
        assertTrue(Files.exists(Path.of(file)), file);
      }
    } catch (InvalidArgumentException e) {
      assertFalse(e.getMessage().isBlank());
    } catch (UncheckedIOException e) {
      assertTrue(e.getMessage().startsWith("cannot list "), e.getMessage());
    }
  }

  private static Path folder() {
    try {
      Path folder = Files.createDirectory(Workplace.folder().resolve("globs"));
      Files.createDirectory(folder.resolve("sub"));
      for (String name : List.of("a.tfrecord", "b.tfrecord", "[x]", "sub/c.tfrecord", "sub/é")) {
        Files.createFile(folder.resolve(name));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
