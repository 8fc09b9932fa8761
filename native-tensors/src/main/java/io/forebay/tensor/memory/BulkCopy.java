package io.forebay.tensor.memory;

import java.lang.foreign.MemorySegment;

/// Copies between blocks of memory that do not overlap.
///
/// Large ones in pieces: where the JDK copies by 64 bytes at a time it turns to another way above
/// 4,096 bytes, and takes a quarter longer for blocks that lie beyond the caches (602,112 bytes:
/// 151 microseconds whole, 120 in pieces of 1,024; no difference with vectors of 32 bytes).
public final class BulkCopy {
  private static final long LARGE = 4096;
  private static final long PIECE = 1024;

  private BulkCopy() {}

  /// Copies `bytes` bytes.
  ///
  /// @throws IndexOutOfBoundsException if either block has fewer, perhaps after some were copied
  public static void copy(
      MemorySegment from, long fromOffset, MemorySegment to, long toOffset, long bytes) {
    if (bytes <= LARGE) {
      MemorySegment.copy(from, fromOffset, to, toOffset, bytes);
      return;
    }
    for (long done = 0; done < bytes; done += PIECE) {
      long piece = Math.min(PIECE, bytes - done);
      MemorySegment.copy(from, fromOffset + done, to, toOffset + done, piece);
    }
  }
}
