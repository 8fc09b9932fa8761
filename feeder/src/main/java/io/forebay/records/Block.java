package io.forebay.records;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Off-heap memory that grows, and one buffer over all of it, made anew only when it grows.
///
/// Memory of the block's own comes from `Arena.ofAuto()`: checksums and inflaters acquire the
/// session of the buffer they are given, which costs nothing there and a contended counter with a
/// shared arena.
final class Block {
  /// The most bytes a block can have.
  static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final @Nullable Arena arena;
  private MemorySegment memory;
  private ByteBuffer view;

  Block(@Nullable Arena arena, int bytes) {
    this.arena = arena;
    this.memory = allocate(bytes);
    this.view = memory.asByteBuffer();
  }

  MemorySegment memory() {
    return memory;
  }

  int capacity() {
    return view.capacity();
  }

  int intAt(long offset) {
    return memory.get(INT, offset);
  }

  long longAt(long offset) {
    return memory.get(LONG, offset);
  }

  /// The one buffer over all of this memory, limited to bytes `from` to `to`.
  ByteBuffer view(int from, int to) {
    return view.limit(to).position(from);
  }

  /// Makes room for `bytes` bytes, at least doubling, and keeps the first `keep` bytes.
  void ensure(int bytes, int keep) throws Damage {
    if (bytes <= capacity()) {
      return;
    }
    int larger = (int) Math.max(bytes, Math.min(2L * capacity(), MAX_BYTES));
    MemorySegment grown;
    try {
      grown = allocate(larger);
    } catch (OutOfMemoryError e) {
      throw new Damage(
          "no memory for a record of " + bytes + " bytes",
          "more direct memory: -XX:MaxDirectMemorySize",
          e);
    }
    MemorySegment.copy(memory, 0, grown, 0, keep);
    memory = grown;
    view = grown.asByteBuffer();
  }

  private MemorySegment allocate(int bytes) {
    return (arena == null ? Arena.ofAuto() : arena).allocate(bytes, 64);
  }
}
