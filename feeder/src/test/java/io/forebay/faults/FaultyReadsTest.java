package io.forebay.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.input.BatchReader;
import io.forebay.input.Examples;
import io.forebay.input.Input;
import io.forebay.input.InputException;
import io.forebay.input.Source;
import io.forebay.queue.ElementWriter;
import io.forebay.records.RecordBuffer;
import io.forebay.records.RecordException;
import io.forebay.records.TfRecordReader;
import io.forebay.records.TfRecordSource;
import io.forebay.records.TfRecordWriter;
import io.forebay.tensor.DType;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.TensorSpec;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that cannot be read to their end: a disk that fails, a file that somebody cuts. Those who
/// read get every record before it, then an exception that names file and record.
class FaultyReadsTest {
  private static final int PAYLOAD = 8000;
  private static final int FRAME = PAYLOAD + 16;
  private static final ElementSpec NUMBER = ElementSpec.of(TensorSpec.of(DType.INT64));
  private static final ElementWriter<RecordBuffer, RuntimeException> WRITER =
      (record, slot) -> slot.component(0).setLong(0, number(record));

  @TempDir Path folder;

  /// Records whose first byte is their number.
  private Path file(int records) throws IOException {
    Path file = folder.resolve("f");
    try (TfRecordWriter writer = TfRecordWriter.create(file)) {
      byte[] payload = new byte[PAYLOAD];
      for (int number = 0; number < records; number++) {
        payload[0] = (byte) number;
        writer.write(payload);
      }
    }
    return file;
  }

  private static long number(RecordBuffer record) {
    return record.memory().get(ValueLayout.JAVA_BYTE, 0);
  }

  private static List<Path> unmapped(Path file) {
    return Collections.nCopies(TfRecordSource.MAPPED_FILES + 1, file);
  }

  private static Path failingAfter(Path file, long bytes) {
    return FaultyFiles.of(file, real -> new FaultyChannel(real, bytes, "Input/output error"));
  }

  @Test
  void aDiskThatFailsMidwayIsAnErrorOfTheRecordThere() throws IOException {
    Path file = file(100);
    RecordBuffer record = new RecordBuffer();
    List<Path> files = unmapped(failingAfter(file, 40L * FRAME + 100));
    try (TfRecordSource source = new TfRecordSource(files, 1)) {
      for (int number = 0; number < 40; number++) {
        assertTrue(source.next(record));
        assertEquals(number, number(record));
      }
      var e = assertThrows(RecordException.class, () -> source.next(record));
      assertEquals(40, e.recordNumber());
      assertEquals(
          file
              + ": record 40 at byte "
              + 40 * FRAME
              + ": Input/output error (expected: a readable file)",
          e.getMessage());
      assertFalse(source.next(record), "the error was the end");
    }
  }

  @Test
  void aFileThatCannotBeMappedIsAnErrorOfTheFile() throws IOException {
    Path file = file(1);
    var e = assertThrows(RecordException.class, () -> TfRecordReader.open(failingAfter(file, 0)));
    assertEquals(file + ": Input/output error (expected: a readable file)", e.getMessage());
  }

  private record Records(TfRecordSource records) implements Source<RecordBuffer> {
    @Override
    public RecordBuffer newRecord() {
      return new RecordBuffer();
    }

    @Override
    public boolean next(RecordBuffer record) throws IOException {
      return records.next(record);
    }

    @Override
    public void close() {
      records.close();
    }
  }

  private static BatchReader reader(List<Path> files, int workers) {
    return Input.batch(Examples.written(new Records(new TfRecordSource(files, 1)), NUMBER, WRITER))
        .batchSize(4)
        .capacity(8)
        .workers(workers)
        .allowSmallerFinalBatch(true)
        .start();
  }

  private static void take(BatchReader reader, List<Long> numbers) {
    for (long row = 0; row < reader.batch().rows(); row++) {
      numbers.add(reader.batch().component(0).getLong(row));
    }
  }

  /// An input on a disk that fails: all before it, in batches, then the exception, again and again.
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anInputDeliversAllThatWasReadBeforeTheDiskFailed(int workers) throws Exception {
    List<Long> numbers = new ArrayList<>();
    List<Path> files = unmapped(failingAfter(file(100), 41L * FRAME - 1));
    try (BatchReader reader = reader(files, workers)) {
      var e =
          assertThrows(
              InputException.class,
              () -> {
                while (reader.next()) {
                  take(reader, numbers);
                }
              });
      assertEquals(40, ((RecordException) e.getCause()).recordNumber());
      assertSame(e.getCause(), assertThrows(InputException.class, reader::next).getCause());
    }
    assertEquals(LongStream.range(0, 40).boxed().toList(), numbers.stream().sorted().toList());
  }

  /// Somebody cuts the file while workers read it, mapped or not: the machine goes on, and so does
  /// what was read.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInputSurvivesAFileThatIsCutWhileItIsRead(boolean mapped) throws Exception {
    int records = 120;
    Path file = file(records);
    List<Long> numbers = new ArrayList<>();
    List<Path> files = mapped ? List.of(file) : unmapped(file);
    try (BatchReader reader = reader(files, 1)) {
      assertTrue(reader.next());
      take(reader, numbers);
      cut(file, 100L * FRAME); // between two records; the worker is behind, for want of room
      var e =
          assertThrows(
              InputException.class,
              () -> {
                while (reader.next()) {
                  take(reader, numbers);
                }
              });
      assertTrue(e.getMessage().contains("the file shrank while it was read"), e.getMessage());
      RecordException cause = (RecordException) e.getCause();
      assertTrue(cause.recordNumber() <= records);
      assertEquals(
          LongStream.range(0, cause.recordNumber()).boxed().toList(), numbers, "whole, in order");
    }
  }

  private static void cut(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

  /// Nothing of the failure stays: another input reads the same file to its end.
  @Test
  void afterAFailureTheNextInputReadsOn() throws Exception {
    Path file = file(20);
    try (BatchReader failing = reader(unmapped(failingAfter(file, FRAME)), 2)) {
      assertThrows(
          InputException.class,
          () -> {
            while (failing.next()) {
              take(failing, new ArrayList<>());
            }
          });
    }
    List<Long> numbers = new ArrayList<>();
    try (BatchReader reader = reader(List.of(file), 1)) {
      while (reader.next()) {
        take(reader, numbers);
      }
      assertNull(reader.error());
    }
    assertEquals(LongStream.range(0, 20).boxed().toList(), numbers);
  }
}
