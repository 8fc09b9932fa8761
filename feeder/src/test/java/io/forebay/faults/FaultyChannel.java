package io.forebay.faults;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// A file on a disk that is full, or cannot be read, after so many bytes. Full disks write what
/// still fits before they fail, as real ones do.
final class FaultyChannel extends FileChannel {
  private final FileChannel real;
  private final String failure;
  private long good;

  FaultyChannel(FileChannel real, long good, String failure) {
    this.real = real;
    this.good = good;
    this.failure = failure;
  }

  /// So many more bytes are good.
  void allow(long more) {
    good += more;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    if (good == 0) {
      throw new IOException(failure);
    }
    int bytes = (int) Math.min(source.remaining(), good);
    int written = real.write(source.slice(source.position(), bytes));
    source.position(source.position() + written);
    good -= written;
    return written;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    if (position >= good && position < real.size()) {
      throw new IOException(failure);
    }
    int bytes = (int) Math.min(target.remaining(), good - position);
    int read = real.read(target.slice(target.position(), bytes), position);
    target.position(target.position() + Math.max(0, read));
    return read;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    throw new IOException(failure);
  }

  @Override
  public MemorySegment map(MapMode mode, long offset, long size, Arena arena) throws IOException {
    throw new IOException(failure);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }

  @Override
  public int read(ByteBuffer target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer source, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel position(long newPosition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void force(boolean metaData) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }
}
