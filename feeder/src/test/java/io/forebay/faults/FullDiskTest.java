package io.forebay.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.records.RecordBuffer;
import io.forebay.records.RecordException;
import io.forebay.records.TfRecordReader;
import io.forebay.records.TfRecordWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk that is full while records are written: the writer says so, once and for all, and what is
/// in the file are the first records, whole, and maybe the beginning of one more.
class FullDiskTest {
  private static final Path FULL = Path.of("/dev/full");
  private static final int PAYLOAD = 50_000;
  private static final String NO_SPACE = "No space left on device";

  @TempDir Path folder;
  private FaultyChannel channel;

  private static byte[] payload(int number) {
    byte[] bytes = new byte[PAYLOAD];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  @Test
  void aWriterOnAFullDeviceSaysWhichFile() throws IOException {
    Assumptions.assumeTrue(Files.exists(FULL), "skipped: no /dev/full");
    TfRecordWriter small = TfRecordWriter.create(FULL);
    small.write(new byte[10]);
    assertNoSpace(FULL, assertThrows(IOException.class, small::close));
    small.close();
    TfRecordWriter large = TfRecordWriter.create(FULL);
    assertNoSpace(FULL, assertThrows(IOException.class, () -> large.write(new byte[1 << 20])));
    large.close();
  }

  private static void assertNoSpace(Path file, IOException e) {
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().contains(NO_SPACE), e.getMessage());
  }

  private TfRecordWriter writer(Path file, long room) throws IOException {
    return TfRecordWriter.create(
        FaultyFiles.of(
            file,
            real -> {
              channel = new FaultyChannel(real, room, NO_SPACE);
              return channel;
            }));
  }

  /// Wherever the end of the disk is: in a record, in a header, between two.
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 5, 12, 50_010, 50_016, 50_020, 262_143, 262_144, 300_000, 600_000})
  void whatIsInTheFileAfterwardsAreTheFirstRecords(long room) throws IOException {
    Path file = folder.resolve("f");
    TfRecordWriter writer = writer(file, room);
    IOException full =
        assertThrows(
            IOException.class,
            () -> {
              for (int number = 0; number < 20; number++) {
                writer.write(payload(number));
              }
            });
    assertNoSpace(file, full);
    channel.allow(10L << 20); // somebody makes room; the writer does not go on in the middle
    assertThrows(IOException.class, () -> writer.write(payload(20)));
    assertThrows(IOException.class, () -> writer.write(new byte[0]));
    writer.close();
    writer.close();
    assertEquals(room, Files.size(file));
    assertFirstRecords(file, room);
  }

  private static void assertFirstRecords(Path file, long room) throws IOException {
    long whole = room / (PAYLOAD + 16);
    RecordBuffer record = new RecordBuffer();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      for (int number = 0; number < whole; number++) {
        assertTrue(reader.next(record));
        record.verify();
        byte[] found = record.memory().asSlice(0, record.length()).toArray(ValueLayout.JAVA_BYTE);
        assertArrayEquals(payload(number), found);
      }
      if (room % (PAYLOAD + 16) == 0) {
        assertEquals(false, reader.next(record));
      } else {
        var e = assertThrows(RecordException.class, () -> reader.next(record));
        assertTrue(e.getMessage().contains("truncated"), e.getMessage());
      }
    }
  }

  /// The last flush is that of the close.
  @Test
  void aDiskThatIsFullAtTheCloseIsToldByTheClose() throws IOException {
    Path file = folder.resolve("f");
    TfRecordWriter writer = writer(file, 100);
    writer.write(payload(0));
    assertNoSpace(file, assertThrows(IOException.class, writer::close));
    writer.close();
    assertEquals(100, Files.size(file));
  }

  @Test
  void aClosedWriterTakesNoRecord() throws IOException {
    TfRecordWriter writer = TfRecordWriter.create(folder.resolve("f"));
    writer.write(new byte[3]);
    writer.close();
    assertThrows(IOException.class, () -> writer.write(new byte[3]));
    assertEquals(19, Files.size(folder.resolve("f")));
  }

  /// Memory that goes away while it is written from: the records before it are whole, and reach the
  /// file.
  @Test
  void aRecordThatCannotBeReadBreaksOnlyWhatComesAfterIt() throws IOException {
    Path file = folder.resolve("f");
    TfRecordWriter writer = TfRecordWriter.create(file);
    writer.write(payload(0));
    MemorySegment dead;
    try (Arena arena = Arena.ofConfined()) {
      dead = arena.allocate(100);
    }
    assertThrows(IllegalStateException.class, () -> writer.write(dead));
    assertThrows(IOException.class, () -> writer.write(payload(1)));
    writer.close();
    assertFirstRecords(file, Files.size(file));
    assertTrue(Files.size(file) >= PAYLOAD + 16);
  }
}
