package io.forebay.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every error of record framing, with its one line.
final class TfRecordErrorsTest {
  private static final byte[] ONE = Frames.frame("one".getBytes(UTF_8)); // 19 bytes
  private static final byte[] TWO = Frames.frame("second".getBytes(UTF_8)); // 22 bytes

  @TempDir Path folder;

  private RecordException failure(byte[]... pieces) throws IOException {
    Path file = Frames.file(folder, "f", pieces);
    RecordException e = assertThrows(RecordException.class, () -> Frames.readAll(file));
    assertEquals(file, e.file());
    assertFalse(e.getMessage().contains("\n"));
    return e;
  }

  private void assertRecordError(String text, long number, long offset, byte[]... pieces)
      throws IOException {
    RecordException e = failure(pieces);
    assertEquals(
        folder.resolve("f") + ": record " + number + " at byte " + offset + ": " + text,
        e.getMessage());
    assertEquals(number, e.recordNumber());
    assertEquals(offset, e.byteOffset());
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= 1;
    return copy;
  }

  @Test
  void otherFileIsNotTfRecord() throws IOException {
    byte[] text = "Some text, longer than a header.".getBytes(UTF_8);
    String found = "%08x".formatted(Frames.maskedCrc(Arrays.copyOf(text, 8)));
    assertRecordError(
        "not a TFRecord file, length with masked CRC32C 0x"
            + found
            + " (expected: 0x6c202c74, as stored)",
        0,
        0,
        text);
    assertRecordError(
        "not a TFRecord file, header truncated: 5 bytes (expected: 12)",
        0,
        0,
        "short".getBytes(UTF_8));
  }

  @Test
  void damagedLengthIsFound() throws IOException {
    byte[] damaged = changed(TWO, 1);
    RecordException e = failure(ONE, damaged);
    assertTrue(
        e.getMessage().contains("record 1 at byte 19: length with masked CRC32C 0x"),
        e.getMessage());
  }

  @Test
  void damagedPayloadIsFoundByVerifyOnly() throws IOException {
    for (int at = 12; at < TWO.length; at++) {
      RecordException e = failure(ONE, changed(TWO, at));
      assertTrue(
          e.getMessage().contains("record 1 at byte 19: payload with masked CRC32C 0x"),
          e.getMessage());
      assertTrue(e.getMessage().endsWith(", as stored)"), e.getMessage());
    }
    Path file = Frames.file(folder, "g", changed(ONE, 13), TWO);
    RecordBuffer record = new RecordBuffer();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      assertTrue(reader.next(record));
      assertThrows(RecordException.class, record::verify);
      assertTrue(reader.next(record));
      record.verify();
      assertArrayEquals("second".getBytes(UTF_8), Frames.payload(record));
    }
  }

  @Test
  void truncationIsFoundWhereverItIs() throws IOException {
    byte[] both = Frames.frames("one".getBytes(UTF_8), "second".getBytes(UTF_8));
    for (int length = 20; length < both.length; length++) {
      byte[] cut = Arrays.copyOf(both, length);
      String text =
          length < 31
              ? "header truncated: " + (length - 19) + " bytes (expected: 12)"
              : length < 37
                  ? "record truncated: "
                      + (length - 31)
                      + " bytes of payload (expected: 6, as its header says)"
                  : "record truncated: " + (length - 37) + " bytes of checksum (expected: 4)";
      assertRecordError(text, 1, 19, cut);
      assertRecordError(text, 1, 19, Frames.gzip(cut));
      assertRecordError(text, 1, 19, Frames.zlib(cut));
    }
  }

  @Test
  void absurdLengthIsRefusedBeforeAnythingIsAllocated() throws IOException {
    String allowed = " (expected: at most 268435456, the largest record allowed)";
    for (long length : new long[] {(256L << 20) + 1, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
      String text = "payload of " + Long.toUnsignedString(length) + " bytes" + allowed;
      assertRecordError(text, 1, 19, ONE, Frames.header(length), TWO);
      assertRecordError(
          text,
          1,
          19,
          Frames.gzip(Frames.frames("one".getBytes(UTF_8))),
          Frames.gzip(Frames.header(length)));
    }
    assertRecordError(
        "record truncated: 22 bytes of payload (expected: 268435456, as its header says)",
        1,
        19,
        ONE,
        Frames.header(256 << 20),
        TWO);
  }

  @Test
  void longLengthCostsNoMoreMemoryThanTheFileWarrants() throws IOException {
    for (byte[] bytes :
        new byte[][] {Frames.header(200 << 20), Frames.gzip(Frames.header(200 << 20))}) {
      RecordBuffer record = new RecordBuffer();
      try (TfRecordReader reader = TfRecordReader.open(Frames.file(folder, "f", bytes))) {
        assertThrows(RecordException.class, () -> reader.next(record));
        assertFalse(reader.next(record), "an error ends the input");
      }
      assertTrue(record.memory().byteSize() <= 2 << 20, "bytes " + record.memory().byteSize());
    }
  }

  /// An arena with little memory.
  private record SmallArena(Arena arena) implements Arena {
    @Override
    public MemorySegment allocate(long bytes, long alignment) {
      if (bytes > 10_000) {
        throw new OutOfMemoryError("Cannot reserve " + bytes + " bytes");
      }
      return arena.allocate(bytes, alignment);
    }

    @Override
    public MemorySegment.Scope scope() {
      return arena.scope();
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  @Test
  void lackOfMemoryIsAnErrorOfTheRecord() throws IOException {
    Path file = Frames.file(folder, "f", ONE, Frames.frame(new byte[20_000]));
    try (SmallArena arena = new SmallArena(Arena.ofConfined());
        TfRecordReader reader = TfRecordReader.open(file)) {
      RecordBuffer record = new RecordBuffer(arena);
      assertTrue(reader.next(record));
      String message = assertThrows(RecordException.class, () -> reader.next(record)).getMessage();
      assertEquals(
          file
              + ": record 1 at byte 19: no memory for a record of 20004 bytes"
              + " (expected: more direct memory: -XX:MaxDirectMemorySize)",
          message);
    }
  }

  @Test
  void largestRecordCanBeChosen() throws IOException {
    Path file = Frames.file(folder, "f", ONE, TWO);
    RecordBuffer record = new RecordBuffer();
    try (Arena arena = Arena.ofShared();
        TfRecordReader reader = TfRecordReader.open(file, arena, 5)) {
      assertTrue(reader.next(record));
      String message = assertThrows(RecordException.class, () -> reader.next(record)).getMessage();
      assertEquals(
          file
              + ": record 1 at byte 19: payload of 6 bytes (expected: at most 5, the largest record allowed)",
          message);
    }
    assertThrows(
        IllegalArgumentException.class, () -> TfRecordReader.open(file, Arena.ofAuto(), -1));
    assertThrows(
        IllegalArgumentException.class, () -> TfRecordReader.open(file, Arena.ofAuto(), 1L << 31));
  }

  @Test
  void unreadableFileIsNamed() throws IOException {
    Path missing = folder.resolve("missing");
    RecordException e = assertThrows(RecordException.class, () -> TfRecordReader.open(missing));
    assertEquals(missing + ": no such file (expected: a readable file)", e.getMessage());
    assertEquals(-1, e.recordNumber());
    assertEquals(-1, e.byteOffset());
    String message =
        assertThrows(RecordException.class, () -> TfRecordReader.open(folder)).getMessage();
    assertEquals(folder + ": a folder (expected: a readable file)", message);
  }

  @Test
  void fileNameCannotBreakTheLine() throws IOException {
    Path file = Frames.file(folder, "two\nlines", new byte[3]);
    String message = assertThrows(RecordException.class, () -> Frames.readAll(file)).getMessage();
    assertTrue(message.contains("two\\nlines: record 0"), message);
  }

  @Test
  void damageOfEveryBitIsFound() throws IOException {
    byte[] plain = Frames.frames("a record".getBytes(UTF_8), "another".getBytes(UTF_8));
    for (int bit = 0; bit < plain.length * 8; bit++) {
      byte[] damaged = plain.clone();
      damaged[bit >> 3] ^= (byte) (1 << (bit & 7));
      failure(damaged);
    }
  }
}
