package io.forebay.records;

import java.nio.ByteBuffer;

/// The compressed bytes of a file, a block at a time. Not thread-safe.
final class CompressedInput {
  private final Block block;
  private ByteBuffer buffer;
  private @org.jspecify.annotations.Nullable ByteStream raw; // null before the first start

  CompressedInput(Block block) {
    this.block = block;
    this.buffer = block.view(0, 0);
  }

  void start(ByteStream stream) {
    raw = stream;
  }

  /// The bytes read and not consumed; who consumes them moves its position.
  ByteBuffer buffer() {
    return buffer;
  }

  void rewind() throws Damage {
    if (raw != null) {
      raw.rewind();
    }
    buffer = block.view(0, 0);
  }

  /// Reads the next block; all before it must be consumed. False at the end.
  boolean fill() throws Damage {
    int bytes = raw == null ? 0 : raw.read(block, 0, block.capacity());
    buffer = block.view(0, bytes);
    return bytes > 0;
  }

  /// The next byte, or -1 at the end.
  int next() throws Damage {
    return buffer.hasRemaining() || fill() ? buffer.get() & 0xff : -1;
  }
}
