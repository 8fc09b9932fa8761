package io.forebay.enqueuer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files through which memory is shared with worker processes. Each carries the number and the
/// start of the process that made it, so that whoever finds one knows whether it is still used.
final class SharedFiles {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final Pattern NAME = Pattern.compile("forebay-(\\d+)-(\\d+)-\\d+");
  private static final long SAME_START_MILLIS = 5_000; // the clock may have been set meanwhile
  private static final AtomicLong COUNT = new AtomicLong();

  private SharedFiles() {}

  /// A folder in memory if there is one.
  static Path defaultFolder() {
    return Files.isDirectory(SHARED_MEMORY) && Files.isWritable(SHARED_MEMORY)
        ? SHARED_MEMORY
        : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /// The path of a file that does not exist.
  static Path newPath(Path folder) {
    ProcessHandle self = ProcessHandle.current();
    long start = startMillis(self.info().startInstant());
    return folder.resolve("forebay-" + self.pid() + "-" + start + "-" + COUNT.incrementAndGet());
  }

  /// Removes the files of processes that are no more: they were killed in the moment in which a
  /// file has a name.
  static void removeLeftOvers(Path folder) {
    try (var files = Files.newDirectoryStream(folder, "forebay-*")) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches() && isDead(name)) {
          deleteIfPossible(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new EnqueuerException("memory: " + folder + " (expected: a readable folder): " + e, e);
    }
  }

  private static boolean isDead(Matcher name) {
    try {
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(name.group(1)));
      long start = Long.parseLong(name.group(2));
      return process.isEmpty() || !started(process.get(), start);
    } catch (NumberFormatException e) {
      return false; // not a file of ours
    }
  }

  /// True if the process may have started then.
  private static boolean started(ProcessHandle process, long millis) {
    long start = startMillis(process.info().startInstant());
    return start == 0 || millis == 0 || Math.abs(start - millis) < SAME_START_MILLIS;
  }

  private static long startMillis(Optional<Instant> start) {
    return start.map(Instant::toEpochMilli).orElse(0L);
  }

  /// Another process may be faster, and files of other users stay.
  private static void deleteIfPossible(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      System.getLogger(SharedFiles.class.getName())
          .log(System.Logger.Level.DEBUG, "left over: " + file, e);
    }
  }
}
