package io.forebay.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What Linux tells about a thread.
final class NativeThread {
  private final Path status;

  private NativeThread(Path status) {
    this.status = status;
  }

  /// The calling thread.
  static NativeThread current() {
    try {
      Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
      return new NativeThread(Path.of("/proc").resolve(self).resolve("status"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// True if it sleeps for that time, without a break.
  boolean sleepsFor(Duration time) {
    List<String> before = sleep();
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return !before.isEmpty() && before.equals(sleep());
  }

  /// How often it fell asleep; nothing if it is awake, or has ended.
  private List<String> sleep() {
    try {
      List<String> lines = Files.readAllLines(status);
      return lines.stream().anyMatch(line -> line.startsWith("State:\tS"))
          ? lines.stream().filter(line -> line.startsWith("voluntary_ctxt_switches")).toList()
          : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
