package io.forebay.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file of more than 5 GiB, most of it holes: records of zeros, and one of text in the middle and
/// at the end.
final class HugeFileTest {
  private static final int ZEROS = 200 << 20;
  private static final int RECORDS = 26;
  private static final byte[] TEXT = "behind four gigabytes".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private static int maskedCrcOfZeros() {
    CRC32C crc = new CRC32C();
    byte[] zeros = new byte[1 << 20];
    for (int i = 0; i < ZEROS >> 20; i++) {
      crc.update(zeros);
    }
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }

  private Path sparseFile() throws IOException {
    Path file = folder.resolve("huge");
    byte[] footer =
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(maskedCrcOfZeros()).array();
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      for (int i = 0; i < RECORDS; i++) {
        out.write(Frames.header(ZEROS));
        out.seek(out.getFilePointer() + ZEROS);
        out.write(footer);
        out.write(Frames.frame(TEXT));
      }
    }
    return file;
  }

  /// True if a hole of 64 MiB costs next to nothing.
  private boolean hasHoles() throws IOException {
    Path probe = folder.resolve("probe");
    long before = Files.getFileStore(folder).getUsableSpace();
    try (RandomAccessFile out = new RandomAccessFile(probe.toFile(), "rw")) {
      out.seek(64 << 20);
      out.write(1);
      out.getFD().sync();
      return before - Files.getFileStore(folder).getUsableSpace() < 48 << 20;
    } finally {
      Files.delete(probe);
    }
  }

  @Test
  void readsRecordsBeyondFourGibibytes() throws IOException {
    long usable = Files.getFileStore(folder).getUsableSpace();
    assumeTrue(
        usable >= 1L << 30,
        "skipped: " + usable + " bytes usable in the temporary folder (expected: 1 GiB)");
    assumeTrue(hasHoles(), "skipped: no sparse files in the temporary folder");
    Path file = sparseFile();
    assertTrue(Files.size(file) > 5L << 30);
    RecordBuffer record = new RecordBuffer();
    long step = ZEROS + TEXT.length + 32L;
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      for (int i = 0; i < RECORDS; i++) {
        assertTrue(reader.next(record));
        assertEquals(ZEROS, record.length());
        assertEquals(i * step, record.byteOffset());
        if (i % 8 == 0 || i == RECORDS - 1) {
          record.verify();
        }
        assertTrue(reader.next(record));
        record.verify();
        assertEquals(
            new String(TEXT, StandardCharsets.UTF_8),
            new String(Frames.payload(record), StandardCharsets.UTF_8));
        assertEquals(2 * i + 1, record.recordNumber());
      }
      assertFalse(reader.next(record));
      assertTrue(record.byteOffset() > 5L << 30);
    }
  }
}
