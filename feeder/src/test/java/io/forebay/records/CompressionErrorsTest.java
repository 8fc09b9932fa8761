package io.forebay.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every error of compressed record files, with its one line.
final class CompressionErrorsTest {
  private static final byte[] ONE = Frames.frame("one".getBytes(UTF_8)); // 19 bytes

  @TempDir Path folder;

  private RecordException failure(byte[]... pieces) throws IOException {
    Path file = Frames.file(folder, "f", pieces);
    RecordException e = assertThrows(RecordException.class, () -> Frames.readAll(file));
    assertEquals(file, e.file());
    assertFalse(e.getMessage().contains("\n"));
    return e;
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= 1;
    return copy;
  }

  @Test
  void truncatedCompressionIsFoundWhereverItIs() throws IOException {
    byte[] random = new byte[2000];
    new Random(3).nextBytes(random);
    byte[] gzip = Frames.gzip(Frames.frames(random));
    byte[] zlib = Frames.zlib(Frames.frames(random));
    for (int length = 2;
        length < gzip.length;
        length = length < 40 || length > gzip.length - 20 ? length + 1 : length + 97) {
      assertTrue(
          failure(Arrays.copyOf(gzip, length))
              .getMessage()
              .endsWith("gzip data truncated (expected: a complete file)"));
    }
    for (int length = 2;
        length < zlib.length;
        length = length < 40 || length > zlib.length - 20 ? length + 1 : length + 97) {
      assertTrue(
          failure(Arrays.copyOf(zlib, length))
              .getMessage()
              .endsWith("zlib data truncated (expected: a complete file)"));
    }
  }

  @Test
  void damagedCompressionIsFound() throws IOException {
    byte[] gzip = Frames.gzip(ONE);
    byte[] zlib = Frames.zlib(ONE);
    assertMessage("gzip data with CRC32 0x", changed(gzip, gzip.length - 8));
    assertMessage(
        "gzip data of 19 bytes (expected: 18 modulo 2^32, as stored)",
        changed(gzip, gzip.length - 4));
    assertMessage("zlib data with Adler-32 0x", changed(zlib, zlib.length - 1));
    assertMessage("gzip data of an unknown method (expected: deflate)", changed(gzip, 2));
    byte[] reserved = gzip.clone();
    reserved[3] = (byte) 0x80;
    assertMessage("gzip header with reserved flags (expected: none)", reserved);
    byte[] wrongBlock = gzip.clone();
    wrongBlock[10] = 7;
    assertMessage(
        "record 0 at byte 0: gzip data damaged: invalid block type (expected: ", wrongBlock);
    assertMessage(
        "zlib data needs a dictionary (expected: none)",
        new byte[] {0x78, (byte) 0xbb, 0, 0, 0, 0});
    assertMessage(
        "record 1 at byte 19: garbage behind gzip data (expected: another member, or the end)",
        gzip,
        ONE);
    assertMessage(
        "record 1 at byte 19: garbage behind zlib data (expected: the end of the file)", zlib, ONE);
  }

  private void assertMessage(String part, byte[]... pieces) throws IOException {
    String message = failure(pieces).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void randomCompressedDamageIsAnErrorOrHarmless() throws IOException {
    long seed = 11;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] payload = new byte[500];
    random.nextBytes(payload);
    for (int i = 0; i < 500; i++) {
      byte[] damaged =
          i % 2 == 0 ? Frames.gzip(Frames.frames(payload)) : Frames.zlib(Frames.frames(payload));
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Path file = Files.write(folder.resolve("z"), damaged);
      try {
        for (byte[] read : Frames.readAll(file)) {
          assertArrayEquals(payload, read);
        }
      } catch (RecordException e) {
        assertEquals(file, e.file());
      }
    }
  }
}
