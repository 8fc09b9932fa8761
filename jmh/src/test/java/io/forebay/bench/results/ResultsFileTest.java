package io.forebay.bench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.bench.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = folder.resolve("pairs.json");
    ResultsFile.write(Fixtures.results(), file);
    assertEquals(Fixtures.results(), ResultsFile.read(file));
  }

  @Test
  void writingAgainReplaces() throws IOException {
    Path file = folder.resolve("pairs.json");
    ResultsFile.write(Fixtures.results("x"), file);
    ResultsFile.write(Fixtures.results(), file);
    assertEquals(Fixtures.results(), ResultsFile.read(file));
  }

  @Test
  void otherFilesAreRefusedByName() throws IOException {
    Path file = folder.resolve("other.json");
    for (String content : new String[] {"", "[1]", "{}", "{\"format\": 2}", "no json"}) {
      Files.writeString(file, content);
      IOException wrong = assertThrows(IOException.class, () -> ResultsFile.read(file));
      assertTrue(wrong.getMessage().contains("other.json (expected:"), wrong.getMessage());
    }
  }

  @Test
  void filesThatLackAPartAreRefusedByName() throws IOException {
    Path file = folder.resolve("other.json");
    ResultsFile.write(Fixtures.results(), file);
    String whole = Files.readString(file);
    for (String part :
        new String[] {"about", "machine", "metric", "goal", "ours", "status", "rows"}) {
      Files.writeString(file, whole.replace("\"" + part + "\"", "\"x\""));
      IOException wrong = assertThrows(IOException.class, () -> ResultsFile.read(file), part);
      assertTrue(wrong.getMessage().contains("other.json (expected:"), wrong.getMessage());
    }
  }

  @Test
  void bytesThatAreNoTextAreRefusedByName() throws IOException {
    Path file = folder.resolve("other.json");
    Files.write(file, new byte[] {'{', (byte) 0xff, '}'});
    IOException wrong = assertThrows(IOException.class, () -> ResultsFile.read(file));
    assertTrue(wrong.getMessage().contains("other.json (expected:"), wrong.getMessage());
  }

  @Test
  void deeplyNestedFilesAreRefusedByName() throws IOException {
    Path file = folder.resolve("other.json");
    for (String deep : new String[] {"[", "{\"rows\":", "{\"x\":"}) {
      Files.writeString(file, deep.repeat(100_000));
      IOException wrong = assertThrows(IOException.class, () -> ResultsFile.read(file));
      assertTrue(wrong.getMessage().contains("other.json (expected:"), wrong.getMessage());
    }
  }

  @Test
  void aMissingFileIsRefusedByName() {
    IOException wrong =
        assertThrows(IOException.class, () -> ResultsFile.read(folder.resolve("none.json")));
    assertTrue(wrong.getMessage().endsWith("none.json (expected: a file)"), wrong.getMessage());
  }
}
