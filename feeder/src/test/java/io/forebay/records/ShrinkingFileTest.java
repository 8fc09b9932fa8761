package io.forebay.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A file that somebody cuts while it is mapped: an error like others, also in compiled code.
final class ShrinkingFileTest {
  private static final String SHRANK =
      ": the file shrank while it was read (expected: files that nobody changes)";

  @TempDir Path folder;

  private Path file(int payloadBytes) throws IOException {
    Path file = folder.resolve("f");
    try (TfRecordWriter writer = TfRecordWriter.create(file)) {
      byte[] payload = new byte[payloadBytes];
      for (int i = 0; i < 400_000 / (payloadBytes + 16); i++) {
        payload[0] = (byte) i;
        writer.write(payload);
      }
    }
    return file;
  }

  private static void cut(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

  private static void readOften(TfRecordReader reader, RecordBuffer record) throws RecordException {
    for (int i = 0; i < 200_000; i++) {
      if (!reader.next(record)) {
        reader.rewind();
      }
    }
    reader.rewind();
  }

  private static void readAll(TfRecordReader reader, RecordBuffer record) throws RecordException {
    while (reader.next(record)) {
      record.verify();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 100, 5000})
  void fileCutWithinAPageIsAnErrorInHotCode(int payloadBytes) throws IOException {
    assertErrorInHotCode(payloadBytes, 150_000); // what is behind it on the page reads as zeros
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 100, 5000})
  void fileCutBetweenPagesIsAnErrorInHotCode(int payloadBytes) throws IOException {
    assertErrorInHotCode(payloadBytes, 2 << 16); // what is behind it faults
  }

  private void assertErrorInHotCode(int payloadBytes, long bytes) throws IOException {
    Path file = file(payloadBytes);
    RecordBuffer record = new RecordBuffer();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      readOften(reader, record);
      cut(file, bytes);
      RecordException e = assertThrows(RecordException.class, () -> readAll(reader, record));
      assertTrue(e.getMessage().endsWith(SHRANK), e.getMessage());
      assertTrue(Math.abs(e.byteOffset() - bytes) < 10_000, e.getMessage());
    }
  }

  @Test
  void emptiedFileIsAnErrorWhenReadAgain() throws IOException {
    Path file = file(100);
    RecordBuffer record = new RecordBuffer();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      readOften(reader, record);
      cut(file, 0);
      RecordException e = assertThrows(RecordException.class, reader::rewind);
      assertEquals(file + SHRANK, e.getMessage());
      assertFalse(reader.next(record));
    }
  }

  @Test
  void cutCompressedFileIsAnError() throws IOException {
    byte[] payload = new byte[3_000_000];
    new java.util.Random(1).nextBytes(payload);
    Path file = Frames.file(folder, "z", Frames.gzip(Frames.frames(payload, payload)));
    RecordBuffer record = new RecordBuffer();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      assertTrue(reader.next(record));
      cut(file, 1000);
      RecordException e = assertThrows(RecordException.class, () -> reader.next(record));
      assertTrue(e.getMessage().endsWith("record 1 at byte 3000016" + SHRANK), e.getMessage());
    }
  }

  @Test
  void sourceWithManyFilesNoticesItToo() throws IOException {
    Path file = file(5000);
    List<Path> many = java.util.Collections.nCopies(TfRecordSource.MAPPED_FILES + 1, file);
    RecordBuffer record = new RecordBuffer();
    try (TfRecordSource source = new TfRecordSource(many, 1)) {
      assertTrue(source.next(record));
      cut(file, 1000);
      RecordException e =
          assertThrows(
              RecordException.class,
              () -> {
                while (source.next(record)) {
                  assertEquals(5000, record.length());
                }
              });
      assertTrue(e.getMessage().endsWith(SHRANK), e.getMessage());
    }
  }

  @Test
  void deletedFileIsReadToItsEnd() throws IOException {
    Path file = file(5000);
    RecordBuffer record = new RecordBuffer();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      Files.delete(file);
      readAll(reader, record);
      assertEquals(400_000 / 5016 - 1, record.recordNumber());
    }
  }
}
