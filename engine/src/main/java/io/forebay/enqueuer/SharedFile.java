package io.forebay.enqueuer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file whose pages a worker process maps too. Where the system shows the open files of a process
/// in `/proc`, the file has a name for a moment only, and the worker opens it there; elsewhere it
/// has its name until the worker has opened it. So nothing of it stays when everybody is killed.
///
/// @param name that it has, or had
/// @param path by which the worker opens it
record SharedFile(FileChannel channel, Path name, Path path) {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final String DELETED = " (deleted)";

  /// A new, empty one in that folder, for this user alone.
  static SharedFile create(Path folder) throws IOException {
    return Files.isDirectory(OPEN_FILES) ? nameless(folder) : named(folder);
  }

  private static SharedFile named(Path folder) throws IOException {
    Path name = SharedFiles.newPath(folder);
    return new SharedFile(open(name), name, name);
  }

  private static SharedFile nameless(Path folder) throws IOException {
    Path name = SharedFiles.newPath(folder);
    FileChannel channel = open(name);
    try {
      Files.delete(name);
      return new SharedFile(channel, name, openFile(name));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel open(Path name) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return name.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? FileChannel.open(name, options, ownersAlone())
        : FileChannel.open(name, options);
  }

  private static FileAttribute<?> ownersAlone() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }

  /// Where other processes find the deleted file of that name, which this one has open.
  private static Path openFile(Path name) throws IOException {
    String deleted = name.getFileName() + DELETED;
    try (var files = Files.newDirectoryStream(OPEN_FILES)) {
      for (Path file : files) {
        if (Files.isSymbolicLink(file) && target(file).endsWith(deleted)) {
          return Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "fd")
              .resolve(file.getFileName());
        }
      }
    }
    throw new IOException(name + ": not in " + OPEN_FILES + " (expected: it is open)");
  }

  /// What the link says; nothing if the file was closed meanwhile.
  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  /// Takes the name from the file if it still has one; who has it open keeps it.
  void unlink() throws IOException {
    Files.deleteIfExists(name);
  }

  /// Closes it; the memory stays as long as it is mapped.
  void close() throws IOException {
    try (channel) {
      unlink(); // again where a file that is open cannot be deleted
    }
  }
}
