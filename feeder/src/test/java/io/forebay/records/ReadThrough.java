package io.forebay.records;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file read to its end or its first damage: what its reader said.
final class ReadThrough {
  private static final Workspace WORKSPACE =
      new Workspace(); // of one file after the other, as a source does

  final List<FrameWalk.Found> records = new ArrayList<>();
  @Nullable RecordException failure;

  private ReadThrough() {}

  /// Mapped, twice. Memory comes from the arena, which is confined to this thread.
  static ReadThrough mapped(Path file, Arena arena, long maxRecordBytes) {
    RecordBuffer record = new RecordBuffer(arena);
    try (TfRecordReader reader =
        TfRecordReader.mapped(file, arena, WORKSPACE, maxRecordBytes, null)) {
      ReadThrough first = new ReadThrough().read(reader, record);
      reader.rewind();
      first.requireSame(new ReadThrough().read(reader, record));
      return first;
    } catch (RecordException e) {
      return failed(e);
    }
  }

  /// Through a channel.
  static ReadThrough channel(Path file, Arena arena, long maxRecordBytes) {
    try (TfRecordReader reader = TfRecordReader.unmapped(file, WORKSPACE, maxRecordBytes)) {
      return new ReadThrough().read(reader, new RecordBuffer(arena));
    } catch (RecordException e) {
      return failed(e);
    }
  }

  private static ReadThrough failed(RecordException e) {
    ReadThrough nothing = new ReadThrough();
    nothing.failure = e;
    return nothing;
  }

  private ReadThrough read(TfRecordReader reader, RecordBuffer record) {
    try {
      while (reader.next(record)) {
        records.add(new FrameWalk.Found(Frames.payload(record), isRight(record)));
      }
      assertFalse(reader.next(record), "the end stays");
    } catch (RecordException e) {
      failure = e;
      assertEnded(reader, record);
    }
    return this;
  }

  private static boolean isRight(RecordBuffer record) {
    try {
      record.verify();
      return true;
    } catch (RecordException e) {
      assertEquals(record.recordNumber(), e.recordNumber());
      return false;
    }
  }

  private static void assertEnded(TfRecordReader reader, RecordBuffer record) {
    try {
      assertFalse(reader.next(record), "nothing comes after an error");
    } catch (RecordException e) {
      throw new AssertionError("two errors", e);
    }
  }

  /// The other one read the same.
  void requireSame(ReadThrough other) {
    requireRecords(other.records);
    assertEquals(message(), other.message());
  }

  /// These are the records, and behind them is the end, or damage.
  void requireSame(FrameWalk expected) {
    requireRecords(expected.records);
    assertEquals(expected.damaged, failure != null, message());
    if (failure != null) {
      assertEquals(expected.records.size(), failure.recordNumber());
      assertEquals(expected.offset, failure.byteOffset());
    }
  }

  /// An error is one line, and names the file.
  void requireOneLine(Path file) {
    if (failure != null) {
      assertTrue(message().startsWith(file + ": "), message());
      assertFalse(message().contains("\n"), message());
    }
  }

  private void requireRecords(List<FrameWalk.Found> others) {
    assertEquals(others.size(), records.size(), message());
    for (int i = 0; i < others.size(); i++) {
      assertArrayEquals(others.get(i).payload(), records.get(i).payload());
      assertEquals(others.get(i).right(), records.get(i).right());
    }
  }

  private String message() {
    return failure == null ? "" : failure.getMessage();
  }
}
