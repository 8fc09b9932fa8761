package io.forebay.records;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// Writes records to a plain TFRecord file, buffered. Not thread-safe.
///
/// After a write that failed, for example for want of space, the file has the first records, whole,
/// and maybe the beginning of one more, which a reader reports. The writer takes no more then; its
/// [#close] closes the file. An interrupt of the thread while it writes is such a failure.
public final class TfRecordWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 18;

  private final Path file;
  private final FileChannel channel;
  private final Block buffer = new Block(null, BUFFER_BYTES);
  private final MaskedCrc crc = new MaskedCrc();
  private int filled;
  private boolean broken; // the last record is not whole

  private TfRecordWriter(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Makes the file, or replaces its contents.
  ///
  /// @throws IOException if it cannot be written
  public static TfRecordWriter create(Path file) throws IOException {
    return new TfRecordWriter(
        file,
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE));
  }

  /// Writes one record.
  ///
  /// @throws IOException if it cannot be written
  public void write(byte[] payload) throws IOException {
    write(MemorySegment.ofArray(payload), 0, payload.length);
  }

  /// Writes one record.
  ///
  /// @throws IOException if it cannot be written
  public void write(MemorySegment payload) throws IOException {
    write(payload, 0, payload.byteSize());
  }

  /// Writes bytes `offset` to `offset + length` as one record. Allocates nothing.
  ///
  /// @throws IOException if it cannot be written, one before it could not, or the writer is closed
  /// @throws IndexOutOfBoundsException if there are not so many bytes
  public void write(MemorySegment base, long offset, long length) throws IOException {
    Objects.checkFromIndexSize(offset, length, base.byteSize());
    if (broken || !channel.isOpen()) {
      String found = broken ? "a write failed before" : "closed";
      throw new IOException(file + ": " + found + " (expected: an open file, every record whole)");
    }
    broken = true;
    writeFrame(base, offset, length);
    broken = false;
  }

  private void writeFrame(MemorySegment base, long offset, long length) throws IOException {
    makeRoom(Compression.HEADER_BYTES);
    buffer.memory().set(Block.LONG, filled, length);
    int lengthCrc = crc.of(buffer, filled, filled + Long.BYTES);
    buffer.memory().set(Block.INT, filled + Long.BYTES, lengthCrc);
    filled += Compression.HEADER_BYTES;
    writePayload(base, offset, length);
    makeRoom(Integer.BYTES);
    buffer.memory().set(Block.INT, filled, crc.value());
    filled += Integer.BYTES;
  }

  private void writePayload(MemorySegment base, long offset, long length) throws IOException {
    crc.start();
    for (long done = 0; done < length; ) {
      makeRoom(1);
      int piece = (int) Math.min(length - done, buffer.capacity() - filled);
      MemorySegment.copy(base, offset + done, buffer.memory(), filled, piece);
      crc.add(buffer, filled, filled + piece);
      filled += piece;
      done += piece;
    }
  }

  private void makeRoom(int bytes) throws IOException {
    if (buffer.capacity() - filled < bytes) {
      flush();
    }
  }

  private void flush() throws IOException {
    ByteBuffer bytes = buffer.view(0, filled);
    filled = 0; // also if it fails: nobody knows how much of it is in the file
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new IOException(file + ": " + why + " (expected: a file that can be written)", e);
    }
  }

  /// Writes what is buffered and closes the file. Idempotent.
  @Override
  public void close() throws IOException {
    try (channel) {
      if (channel.isOpen()) {
        flush();
      }
    }
  }
}
