package io.forebay.enqueuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFilesTest {
  private final ProcessHandle self = ProcessHandle.current();
  private final long start = self.info().startInstant().orElseThrow().toEpochMilli();

  @TempDir private Path folder;

  @Test
  void filesOfTheDeadAreRemoved() throws IOException {
    List<String> stay =
        List.of(
            "forebay-" + self.pid() + "-" + start + "-1",
            "forebay-" + self.pid() + "-0-1",
            "forebay-1-x",
            "forebay-99999999999999999999-1-1",
            "forebay-999999999-1-1.txt",
            "other-999999999-1-1");
    List<String> go =
        List.of("forebay-999999999-1-1", "forebay-" + self.pid() + "-" + (start - 60_000) + "-1");
    for (String name : Stream.concat(stay.stream(), go.stream()).toList()) {
      Files.createFile(folder.resolve(name));
    }
    SharedFiles.removeLeftOvers(folder);
    try (var files = Files.list(folder)) {
      assertEquals(
          stay.stream().sorted().toList(),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  /// What the worker opens is the same file, also where it has no name any more.
  @Test
  void aFileIsOpenedByItsPath() throws IOException {
    SharedFile shared = SharedFile.create(folder);
    assertEquals(Files.isDirectory(Path.of("/proc/self/fd")), !Files.exists(shared.name()));
    try (FileChannel other = FileChannel.open(shared.path(), StandardOpenOption.WRITE)) {
      other.write(ByteBuffer.wrap(new byte[] {42}));
    }
    ByteBuffer read = ByteBuffer.allocate(2);
    assertEquals(1, shared.channel().read(read, 0));
    assertEquals(42, read.get(0));
    shared.close();
    assertFalse(Files.exists(shared.name()));
    assertFalse(shared.channel().isOpen());
  }

  @Test
  void everyFileHasANameOfItsOwn() {
    assertFalse(SharedFiles.newPath(folder).equals(SharedFiles.newPath(folder)));
    assertTrue(Files.isDirectory(SharedFiles.defaultFolder()));
  }
}
