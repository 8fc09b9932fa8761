package io.forebay.jcstress;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/// Native memory for the states of a test, which are made by the million and never closed: pieces
/// of one block, used again after a while. More pieces than states that live at once.
final class Slab implements Arena {
  private static final int PIECE = 4096;
  private static final int PIECES = 1 << 14;
  private static final MemorySegment BLOCK = Arena.global().allocate((long) PIECE * PIECES, PIECE);
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final MemorySegment piece;
  private long used;

  Slab() {
    int index = NEXT.getAndIncrement() & (PIECES - 1);
    piece = BLOCK.asSlice((long) index * PIECE, PIECE).fill((byte) 0);
  }

  @Override
  public MemorySegment allocate(long bytes, long alignment) {
    long from = Math.ceilDiv(used, alignment) * alignment;
    used = from + bytes;
    return piece.asSlice(from, bytes);
  }

  @Override
  public MemorySegment.Scope scope() {
    return BLOCK.scope();
  }

  @Override
  public void close() {}
}
