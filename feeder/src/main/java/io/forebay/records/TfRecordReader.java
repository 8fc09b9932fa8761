package io.forebay.records;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The records of one TFRecord file, in order: plain, gzip (one member or several) or zlib, as its
/// first bytes say.
///
/// A record is a length (8 bytes, little-endian), the masked CRC32C of these bytes, the payload,
/// and the masked CRC32C of the payload. The file is mapped; a record is copied out of the mapping
/// before anything looks at it, so a file that is cut meanwhile is an error like others. Reading
/// allocates nothing, except where a record buffer grows.
///
/// Not thread-safe; any thread may call it under the caller's lock.
public final class TfRecordReader implements AutoCloseable {
  /// The longest payload in bytes unless the caller says otherwise: 256 MiB.
  public static final long MAX_RECORD_BYTES = 256L << 20;

  /// The largest maximum that can be asked for.
  public static final long LONGEST_BYTES = Integer.MAX_VALUE - 16;

  private static final int FRAME_BYTES = 16;

  private final Path file;
  private final long fileBytes;
  private final ByteStream raw;
  private final Workspace workspace;
  private final long maxRecordBytes;
  private final @Nullable Runnable whenClosed;
  private ByteStream records;
  private long number;
  private long offset;
  private boolean ended;
  private boolean closed;

  private TfRecordReader(
      Path file,
      ByteStream raw,
      Workspace workspace,
      long maxRecordBytes,
      @Nullable Runnable whenClosed) {
    this.file = file;
    this.fileBytes = raw.remaining();
    this.raw = raw;
    this.workspace = workspace;
    this.maxRecordBytes = maxRecordBytes;
    this.whenClosed = whenClosed;
    this.records = raw;
  }

  private TfRecordReader started() throws Damage {
    try {
      records = workspace.recordsIn(raw);
      return this;
    } catch (Damage e) {
      raw.close();
      throw e;
    }
  }

  /// Opens the file, mapped until [#close].
  ///
  /// @throws RecordException if it cannot be read
  public static TfRecordReader open(Path file) throws RecordException {
    Arena arena = Arena.ofShared();
    try {
      return mapped(file, arena, new Workspace(), MAX_RECORD_BYTES, arena::close);
    } catch (RecordException e) {
      arena.close();
      throw e;
    }
  }

  /// Opens the file, mapped until the arena is closed. Refuses payloads of more than
  /// `maxRecordBytes` bytes.
  ///
  /// @throws RecordException if it cannot be read
  /// @throws IllegalArgumentException if the maximum is not 0 to 2147483631
  public static TfRecordReader open(Path file, Arena arena, long maxRecordBytes)
      throws RecordException {
    return mapped(file, arena, new Workspace(), checkedMaximum(maxRecordBytes), () -> {});
  }

  static long checkedMaximum(long maxRecordBytes) {
    if (maxRecordBytes < 0 || maxRecordBytes > LONGEST_BYTES) {
      throw new IllegalArgumentException(
          "maxRecordBytes: " + maxRecordBytes + " (expected: 0 to " + LONGEST_BYTES + ")");
    }
    return maxRecordBytes;
  }

  /// Its workspace is closed with it if `whenClosed` is not null.
  static TfRecordReader mapped(
      Path file,
      Arena arena,
      Workspace workspace,
      long maxRecordBytes,
      @Nullable Runnable whenClosed)
      throws RecordException {
    try {
      requireFile(file);
      ByteStream stream = MappedStream.open(file, arena);
      return new TfRecordReader(file, stream, workspace, maxRecordBytes, whenClosed).started();
    } catch (Damage e) {
      throw RecordException.of(file, e);
    }
  }

  /// Reads the file through a channel; the workspace is the caller's.
  static TfRecordReader unmapped(Path file, Workspace workspace, long maxRecordBytes)
      throws RecordException {
    try {
      requireFile(file);
      ByteStream stream = ChannelStream.open(file, workspace.ahead());
      return new TfRecordReader(file, stream, workspace, maxRecordBytes, null).started();
    } catch (Damage e) {
      throw RecordException.of(file, e);
    }
  }

  private static void requireFile(Path file) throws Damage {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new Damage(
          Files.isDirectory(file) ? "a folder" : "not a regular file", "a readable file");
    }
  }

  /// Reads the next record; false at the end of the file, and after an error. The payload is not
  /// yet compared with its checksum: call [RecordBuffer#verify] then, outside any lock.
  ///
  /// @throws RecordException if the file is not a TFRecord file, is damaged, is cut, or a record is
  ///   too long
  public boolean next(RecordBuffer record) throws RecordException {
    if (ended) {
      return false;
    }
    try {
      ended = !read(record);
      return !ended;
    } catch (Damage e) {
      ended = true;
      throw RecordException.at(file, number, offset, e);
    }
  }

  private boolean read(RecordBuffer record) throws Damage {
    Block header = workspace.header();
    int bytes = records.read(header, 0, Compression.HEADER_BYTES);
    if (bytes == 0) {
      return false;
    }
    if (bytes < Compression.HEADER_BYTES) {
      throw new Damage(prefix() + "header truncated: " + bytes + " bytes", "12");
    }
    checkHeader(header);
    long length = header.longAt(0);
    if (length < 0 || length > maxRecordBytes) {
      String found = "payload of " + Long.toUnsignedString(length) + " bytes";
      throw new Damage(found, "at most " + maxRecordBytes + ", the largest record allowed");
    }
    record.locate(file, fileBytes, number, offset);
    record.load(records, (int) length);
    number++;
    offset += length + FRAME_BYTES;
    return true;
  }

  private void checkHeader(Block header) throws Damage {
    int computed = workspace.crc().of(header, 0, Long.BYTES);
    int stored = header.intAt(Long.BYTES);
    if (computed != stored) {
      throw Damage.checksum(
          file, fileBytes, prefix() + "length with masked CRC32C", computed, stored);
    }
  }

  private String prefix() {
    return number == 0 ? "not a TFRecord file, " : "";
  }

  /// Starts again with the first record.
  ///
  /// @throws RecordException if the file shrank
  /// @throws IllegalStateException if it is closed
  public void rewind() throws RecordException {
    if (closed) {
      throw new IllegalStateException(file + ": closed (expected: an open reader)");
    }
    number = 0;
    offset = 0;
    ended = false;
    try {
      raw.rewind();
      records = workspace.recordsIn(raw);
    } catch (Damage e) {
      ended = true;
      throw RecordException.of(file, e);
    }
  }

  /// The file.
  public Path file() {
    return file;
  }

  /// Gives back what the reader holds; the mapping stays with the caller's arena. Idempotent.
  /// Reading ends.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    ended = true;
    raw.close();
    if (whenClosed != null) {
      workspace.close();
      whenClosed.run();
    }
  }
}
