package io.forebay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.demo.DigitExamples;
import io.forebay.demo.Digits;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `forebay` says to bad input: one line, status 1, and no stack trace unless asked.
class BadInputTest {
  private static final int RECORD = 16 + DigitExamples.encode(Digits.heldOut(), 0).length;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeDigits() throws IOException {
    file = DigitExamples.write(Digits.heldOut(), folder, 1).getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--batch 0 | --batch: 0 (expected: 1 to",
        "--batch x | 'x' is not an int",
        "--batch 361 | --batch: 361 (expected: at most 360, the examples of all epochs together",
        "--batch 9 --epochs 0 | --epochs: 0 (expected: at least 1)",
        "--batch 9 --workers 0 | --workers: 0 (expected: 1 to 1024)",
        "--batch 9 --workers 100000 | --workers: 100000 (expected: 1 to 1024)",
        "--batch 9 --shuffle 0 | --shuffle: 0 (expected: 1 to",
        "--batch 9 --shuffle 50 --min-after-dequeue 50 | --min-after-dequeue: 50 (expected: 0 to 49",
        "--batch 9 --min-after-dequeue 5 | --min-after-dequeue: 5 (expected: with --shuffle",
        "--batch 9 --shuffle 50 --deterministic --workers 2 | --deterministic with --workers 2 (expected: --workers 1",
        "--batch 9 --shuffle 1000000000 | --shuffle: 1000000000 examples of 264 bytes do not fit",
        "--batch 9 --feature other:float32[] | feature \"other\": missing (expected: 1 value, or a default",
        "--batch 9 --feature label:int32[2] | named twice",
        "--batch 9 --feature odd:float33[] | dtype float33 (expected: one of float16",
        "--batch 9 --max-record-bytes 2147483632 | --max-record-bytes: 2147483632 (expected: 1 to 2147483631)",
        "--batch 9 --max-record-bytes 10 | record 0 at byte 0: payload of ",
        "--batch 9 --nonsense | Unknown option: '--nonsense'",
      })
  void namesTheValueAndWhatWasExpected(String args, String expected) {
    Ran ran = feed(args.split(" "));
    assertEquals(1, ran.status(), ran.out());
    assertTrue(ran.err().contains(expected), ran.err());
    assertTrue(ran.err().startsWith("forebay: "), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "image:float32[63] | feature \"image\": 64 values (expected: 63",
        "label:float32[] | feature \"label\": an int64 list (expected: a float list",
        "image:int64[64] | feature \"image\": a float list (expected: an int64 list",
      })
  void namesTheFeatureOfAnotherTypeOrCount(String feature, String expected) {
    Ran ran =
        Ran.forebay(
            "feed", "--input", file.toString(), "--feature", feature.strip(), "--batch", "9");
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("record 0 at byte 0"), ran.err());
    assertTrue(ran.err().contains(expected), ran.err());
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "1,50", "3,50"})
  void whatCameBeforeTheCutIsDelivered(int workers, int shuffle) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, 100 * RECORD + 30));
    String more = shuffle == 0 ? "" : " --shuffle " + shuffle;
    Ran ran =
        feed(
            ("--batch 8 --allow-smaller-final-batch --json --workers " + workers + more)
                .split(" "));
    assertEquals(1, ran.status());
    assertEquals(100, ran.number("examples"));
    assertTrue(ran.err().contains("record 100 at byte " + 100 * RECORD + ": "), ran.err());
    assertTrue(ran.err().contains("truncated"), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
  }

  @Test
  void aDamagedPayloadIsNoticed() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[7 * RECORD + 40] ^= 1;
    Files.write(file, bytes);
    Ran ran = feed("--batch", "5", "--json");
    assertEquals(5, ran.number("examples"));
    assertTrue(ran.err().contains("record 7 at byte " + 7 * RECORD), ran.err());
    assertTrue(ran.err().contains("CRC32C"), ran.err());
  }

  @Test
  void verboseTellsWhenAndWhere() throws IOException {
    Files.writeString(file, "this is no record file at all");
    Ran ran = feed("--batch", "5", "--verbose");
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("the reader met a bad record"), ran.err());
    assertTrue(ran.err().contains("not a TFRecord file"), ran.err());
    assertTrue(ran.err().contains("\tat "), ran.err());
  }

  @Test
  void missingFilesAndEmptyGlobs() {
    for (String input :
        new String[] {folder + "/none", folder + "/*.none", folder.toString(), "\0/*"}) {
      Ran ran = Ran.forebay("feed", "--input", input, "--feature", "label:int64[]", "--batch", "5");
      assertEquals(1, ran.status());
      assertTrue(ran.err().startsWith("forebay: --input " + input + ": "), ran.err());
    }
  }

  @Test
  void anEmptyInputIsNoFolder() {
    Ran ran = Ran.forebay("feed", "--input", "", "--feature", "label:int64[]", "--batch", "5");
    assertEquals(1, ran.status());
    assertEquals(
        "forebay: --input \"\" (expected: a file, or a glob)", ran.err().strip(), ran.err());
  }

  @Test
  void aGlobPassesOverFoldersThatCannotBeRead() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.copy(file, open.resolve("digits"));
    Assumptions.assumeTrue(locked.toFile().setReadable(false), "skipped: no such permissions");
    Ran ran =
        Ran.forebay(
            "feed",
            "--input",
            folder + "/*/digits",
            "--feature",
            "label:int64[]",
            "--batch",
            "360");
    assertTrue(locked.toFile().setReadable(true));
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().startsWith("360 examples"), ran.out());
  }

  @Test
  void outputThatGetsLostIsAFailure() {
    StringWriter err = new StringWriter();
    PrintWriter lost = new PrintWriter(OutputStream.nullOutputStream());
    assertEquals(0, Main.unlessLost(lost, new PrintWriter(err)));
    lost.close();
    lost.println("nobody reads this");
    assertEquals(1, Main.unlessLost(lost, new PrintWriter(err)));
    assertTrue(err.toString().startsWith("forebay: stdout: "), err.toString());
  }

  @Test
  void aFolderThatCannotBeWrittenTo() {
    Ran ran = Ran.forebay("demo", "--temp", folder + "/none");
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("cannot write in " + folder + "/none"), ran.err());
  }

  private Ran feed(String... more) {
    String[] start = {
      "feed",
      "--input",
      file.toString(),
      "--feature",
      "image:float32[64]",
      "--feature",
      "label:int64[]"
    };
    String[] all = Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return Ran.forebay(all);
  }
}
