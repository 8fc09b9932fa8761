package io.forebay.records;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A mapped file. Its bytes are only ever copied out: reading them in place would end the JVM, or
/// return garbage, if somebody cut the file meanwhile.
final class MappedStream implements ByteStream {
  private static final int SETTLE_DEPTH = 3;

  private final MemorySegment mapping;
  private long position;

  private MappedStream(MemorySegment mapping) {
    this.mapping = mapping;
  }

  static MappedStream open(Path file, Arena arena) throws Damage {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new MappedStream(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
    } catch (IOException e) {
      throw Damage.unreadable(e);
    }
  }

  @Override
  public int read(Block to, int at, int n) throws Damage {
    int bytes = (int) Math.min(n, remaining());
    try {
      MemorySegment.copy(mapping, position, to.memory(), at, bytes);
      settle(SETTLE_DEPTH);
    } catch (InternalError e) {
      throw Damage.shrank(e);
    }
    position += bytes;
    return bytes;
  }

  /// NOTE: The JVM raises the error of a faulting copy at the thread's next safepoint poll, and
  /// compiled code may have none before it has left the `try` block: seen. Returning from a call
  /// polls, and the inner calls of a recursion are not inlined, so after this the error has been
  /// raised.
  private static void settle(int depth) {
    if (depth > 0) {
      settle(depth - 1);
    }
  }

  @Override
  public long remaining() {
    return mapping.byteSize() - position;
  }

  @Override
  public void rewind() {
    position = 0;
  }

  @Override
  public void close() {
    position = mapping.byteSize();
  }
}
