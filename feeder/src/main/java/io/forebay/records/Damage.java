package io.forebay.records;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is wrong with some bytes, before it is known to which record of which file they belong.
final class Damage extends Exception {
  private static final long serialVersionUID = 1;

  private final String expected;

  Damage(String what, String expected) {
    this(what, expected, null);
  }

  Damage(String what, String expected, @Nullable Throwable cause) {
    super(what, cause);
    this.expected = expected;
  }

  static Damage shrank(@Nullable Throwable cause) {
    return new Damage("the file shrank while it was read", "files that nobody changes", cause);
  }

  static Damage unreadable(IOException e) {
    String what =
        switch (e) {
          case NoSuchFileException _ -> "no such file";
          case AccessDeniedException _ -> "permission denied";
          case ClosedByInterruptException _ -> "the reading thread was interrupted";
          default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    return new Damage(what, "a readable file", e);
  }

  /// A checksum that does not match; if the file has become shorter than it was, that is why.
  static Damage checksum(Path file, long bytesWhenOpened, String what, int found, int stored) {
    try {
      if (Files.size(file) < bytesWhenOpened) {
        return shrank(null);
      }
    } catch (IOException e) {
      return unreadable(e);
    }
    return new Damage("%s 0x%08x".formatted(what, found), "0x%08x, as stored".formatted(stored));
  }

  String text() {
    return getMessage() + " (expected: " + expected + ")";
  }
}
