package io.forebay.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TfRecordReaderTest {
  private static final byte[][] THREE = {"one".getBytes(UTF_8), {}, "and three".getBytes(UTF_8)};

  @TempDir Path folder;

  private static void assertPayloads(List<byte[]> actual, byte[]... expected) {
    assertEquals(expected.length, actual.size());
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], actual.get(i));
    }
  }

  private static byte[][] random(long seed, int records, int largest) {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[][] payloads = new byte[records][];
    for (int i = 0; i < records; i++) {
      payloads[i] = new byte[random.nextInt(largest)];
      random.nextBytes(payloads[i]);
    }
    return payloads;
  }

  @Test
  void readsWhatOthersWrote() throws IOException {
    assertPayloads(Frames.readAll(Frames.file(folder, "a", Frames.frames(THREE))), THREE);
    assertPayloads(
        Frames.readAll(Frames.file(folder, "b", Frames.gzip(Frames.frames(THREE)))), THREE);
    assertPayloads(
        Frames.readAll(Frames.file(folder, "c", Frames.zlib(Frames.frames(THREE)))), THREE);
  }

  @Test
  void readsRecordsLargerThanEveryBlock() throws IOException {
    byte[][] payloads = random(5, 12, 3_000_000);
    assertPayloads(Frames.readAll(Frames.file(folder, "a", Frames.frames(payloads))), payloads);
    assertPayloads(
        Frames.readAll(Frames.file(folder, "b", Frames.gzip(Frames.frames(payloads)))), payloads);
    assertPayloads(
        Frames.readAll(Frames.file(folder, "c", Frames.zlib(Frames.frames(payloads)))), payloads);
  }

  @Test
  void readsGzipMembersOneBehindTheOther() throws IOException {
    byte[] all = Frames.frames(THREE);
    byte[] head = java.util.Arrays.copyOf(all, 17);
    byte[] tail = java.util.Arrays.copyOfRange(all, 17, all.length);
    Path file =
        Frames.file(folder, "a", Frames.gzip(head), Frames.gzip(new byte[0]), Frames.gzip(tail));
    assertPayloads(Frames.readAll(file), THREE);
  }

  @Test
  void readsGzipHeadersWithEverythingInThem() throws IOException {
    byte[] plain = Frames.gzip(Frames.frames(THREE));
    byte[] head = {
      0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 7, 7, 'n', 0, 'c', 0
    };
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(head);
    byte[] headCrc = {(byte) crc.getValue(), (byte) (crc.getValue() >>> 8)};
    byte[] rest = java.util.Arrays.copyOfRange(plain, 10, plain.length);
    assertPayloads(Frames.readAll(Frames.file(folder, "a", head, headCrc, rest)), THREE);
    headCrc[0]++;
    Path wrong = Frames.file(folder, "b", head, headCrc, rest);
    String message = assertThrows(RecordException.class, () -> Frames.readAll(wrong)).getMessage();
    assertTrue(message.contains("gzip header with CRC16"), message);
  }

  @Test
  void takesRecordsForRecordsWhateverTheirLengthLooksLike() throws IOException {
    byte[] likeGzip = new byte[0x8b1f];
    byte[] likeZlib = new byte[0x9c78];
    assertPayloads(Frames.readAll(Frames.file(folder, "a", Frames.frame(likeGzip))), likeGzip);
    assertPayloads(Frames.readAll(Frames.file(folder, "b", Frames.frame(likeZlib))), likeZlib);
  }

  @Test
  void emptyFileHasNoRecords() throws IOException {
    assertPayloads(Frames.readAll(Frames.file(folder, "a")));
    assertPayloads(Frames.readAll(Frames.file(folder, "b", Frames.gzip(new byte[0]))));
    assertPayloads(Frames.readAll(Frames.file(folder, "c", Frames.zlib(new byte[0]))));
  }

  @Test
  void recordsKnowWhereTheyCameFrom() throws IOException {
    for (byte[] bytes : List.of(Frames.frames(THREE), Frames.gzip(Frames.frames(THREE)))) {
      Path file = Frames.file(folder, "a", bytes);
      RecordBuffer record = new RecordBuffer();
      assertEquals(-1, record.recordNumber());
      try (TfRecordReader reader = TfRecordReader.open(file)) {
        long offset = 0;
        for (int i = 0; i < THREE.length; i++) {
          assertTrue(reader.next(record));
          assertEquals(file, record.file());
          assertEquals(i, record.recordNumber());
          assertEquals(offset, record.byteOffset());
          assertEquals(THREE[i].length, record.length());
          offset += THREE[i].length + 16;
        }
        assertFalse(reader.next(record));
        assertFalse(reader.next(record));
      }
    }
  }

  @Test
  void readsAgainAfterRewind() throws IOException {
    for (byte[] bytes :
        List.of(
            Frames.frames(THREE),
            Frames.gzip(Frames.frames(THREE)),
            Frames.zlib(Frames.frames(THREE)))) {
      RecordBuffer record = new RecordBuffer();
      try (TfRecordReader reader = TfRecordReader.open(Frames.file(folder, "a", bytes))) {
        for (int part = 0; part <= THREE.length; part++) {
          for (int i = 0; i < part; i++) {
            assertTrue(reader.next(record));
            record.verify();
            assertArrayEquals(THREE[i], Frames.payload(record));
          }
          reader.rewind();
        }
      }
    }
  }

  @Test
  void closesOnceAndEndsThen() throws IOException {
    TfRecordReader reader = TfRecordReader.open(Frames.file(folder, "a", Frames.frames(THREE)));
    RecordBuffer record = new RecordBuffer();
    assertTrue(reader.next(record));
    reader.close();
    reader.close();
    record.verify();
    assertFalse(reader.next(record));
    assertThrows(IllegalStateException.class, reader::rewind);
  }

  @Test
  void bufferAtLeastDoublesAndNeverShrinks() throws IOException {
    byte[][] payloads = {new byte[5000], new byte[10], new byte[8000], new byte[20_000]};
    Path file = Frames.file(folder, "a", Frames.frames(payloads));
    try (Arena arena = Arena.ofShared();
        TfRecordReader reader = TfRecordReader.open(file, arena, 20_000)) {
      RecordBuffer record = new RecordBuffer(arena);
      assertTrue(reader.next(record));
      MemorySegment first = record.memory();
      assertEquals(8192, first.byteSize());
      assertTrue(reader.next(record) && reader.next(record));
      assertSame(first, record.memory());
      assertTrue(reader.next(record));
      record.verify();
      assertEquals(20_004, record.memory().byteSize());
    }
  }

  @Test
  void readsWhatTheWriterWrote() throws IOException {
    byte[][] payloads = random(7, 300, 5000);
    Path file = folder.resolve("w");
    try (TfRecordWriter writer = TfRecordWriter.create(file)) {
      writer.write(new byte[700_000]);
      for (byte[] payload : payloads) {
        writer.write(payload);
      }
      writer.write(MemorySegment.ofArray(THREE[0]));
      writer.write(MemorySegment.ofArray(THREE[2]), 4, 5);
    }
    assertArrayEquals(
        Frames.frames(payloads[0]),
        java.util.Arrays.copyOfRange(
            java.nio.file.Files.readAllBytes(file), 700_016, 700_016 + payloads[0].length + 16));
    List<byte[]> read = Frames.readAll(file);
    assertPayloads(read.subList(1, 301), payloads);
    assertPayloads(read.subList(301, 303), THREE[0], "three".getBytes(UTF_8));
  }
}
