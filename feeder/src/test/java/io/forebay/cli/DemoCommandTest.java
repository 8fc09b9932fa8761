package io.forebay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path folder;

  @Test
  void learnsAndLeavesNothingBehind() throws IOException {
    Ran ran = Ran.forebay("demo", "--temp", folder.toString(), "--json");
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.number("accuracy") >= 0.95, ran.out());
    assertEquals(40 * 1_437, ran.number("examples"));
    assertTrue(ran.out().contains("loss"), ran.out());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void aTemporaryFolderGoesWithAllItHolds() throws IOException {
    Path path;
    try (TemporaryFolder temporary = new TemporaryFolder(folder, "t-")) {
      path = temporary.path();
      Files.writeString(path.resolve("file"), "text");
    }
    assertFalse(Files.exists(path));
  }

  @Test
  void helpTellsTheCommands() {
    Ran ran = Ran.forebay("--help");
    assertEquals(0, ran.status());
    assertTrue(ran.out().contains("demo") && ran.out().contains("feed"), ran.out());
    assertEquals(0, Ran.forebay("feed", "--help").status());
    assertEquals(0, Ran.forebay("demo", "--help").status());
    assertTrue(Ran.forebay("feed", "--version").out().startsWith("forebay "));
  }
}
