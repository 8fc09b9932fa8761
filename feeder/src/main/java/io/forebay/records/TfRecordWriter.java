package io.forebay.records;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// Writes records to a plain TFRecord file, buffered. Not thread-safe.
public final class TfRecordWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 18;

  private final FileChannel channel;
  private final Block buffer = new Block(null, BUFFER_BYTES);
  private final MaskedCrc crc = new MaskedCrc();
  private int filled;

  private TfRecordWriter(FileChannel channel) {
    this.channel = channel;
  }

  /// Makes the file, or replaces its contents.
  ///
  /// @throws IOException if it cannot be written
  public static TfRecordWriter create(Path file) throws IOException {
    return new TfRecordWriter(
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
  /// @throws IOException if it cannot be written
  /// @throws IndexOutOfBoundsException if there are not so many bytes
  public void write(MemorySegment base, long offset, long length) throws IOException {
    Objects.checkFromIndexSize(offset, length, base.byteSize());
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
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    filled = 0;
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
