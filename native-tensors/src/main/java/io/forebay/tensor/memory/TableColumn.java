package io.forebay.tensor.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A column for rows that are used in any order: row number to segment and offset.
///
/// With native access it is one mapping, filled lazily. Otherwise it lies in chunks of at most 64
/// MiB, or one row where a row is larger, each allocated when a row of it is first asked for; that
/// caller waits for its zeroing, and so do others that ask for the same chunk or another new one.
/// Asking for what is there is wait-free. Thread-safe as [Column] says.
public final class TableColumn implements Column {
  private static final long CHUNK_BYTES = 64 << 20;
  private static final VarHandle CHUNK =
      MethodHandles.arrayElementVarHandle(MemorySegment[].class).withInvokeExactBehavior();

  private final LongFunction<MemorySegment> memory; // bytes to a new chunk
  private final @Nullable MemorySegment[] chunks; // null until used; written under the lock
  private final @Nullable MemorySegment whole; // the only chunk, where it is there from the start
  private final long elementBytes;
  private final long rows;
  private final int shift; // row number to chunk number
  private final long mask; // row number to row in its chunk

  TableColumn(long elementBytes, long rows, int shift, LongFunction<MemorySegment> memory) {
    this(elementBytes, rows, shift, memory, null);
  }

  private TableColumn(
      long elementBytes,
      long rows,
      int shift,
      LongFunction<MemorySegment> memory,
      @Nullable MemorySegment whole) {
    this.memory = memory;
    this.whole = whole;
    this.elementBytes = elementBytes;
    this.rows = rows;
    this.shift = shift;
    this.mask = (1L << shift) - 1;
    this.chunks = new MemorySegment[Math.toIntExact((rows - 1 >>> shift) + 1)];
  }

  /// A column of `rows` rows of `elementBytes` bytes, zeroed, that lives as long as the arena.
  ///
  /// @throws IllegalArgumentException if `elementBytes` is negative or `rows` below 1
  /// @throws MemoryRefusedException if all of it together is more than the machine has, or a
  ///   mapping is refused
  public static TableColumn of(Arena arena, long elementBytes, long rows, MemoryPolicy policy) {
    if (rows < 1) {
      throw new IllegalArgumentException("rows: " + rows + " (expected: at least 1)");
    }
    StoreMemory.requireAvailable(MemoryLimits.product(elementBytes, rows));
    LongFunction<MemorySegment> memory = bytes -> StoreMemory.allocate(arena, bytes, policy);
    if (elementBytes == 0 || StoreMemory.isMapped(policy)) {
      MemorySegment all = memory.apply(elementBytes * rows);
      return new TableColumn(elementBytes, rows, Long.SIZE - 1, memory, all);
    }
    return new TableColumn(elementBytes, rows, chunkShift(elementBytes), memory);
  }

  /// Base-2 logarithm of the rows of a chunk: as many as 64 MiB hold, at least 1.
  static int chunkShift(long elementBytes) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, CHUNK_BYTES / elementBytes));
  }

  /// Number of rows.
  public long rows() {
    return rows;
  }

  @Override
  public long elementBytes() {
    return elementBytes;
  }

  @Override
  public long memoryBytes() {
    return rows * elementBytes;
  }

  /// The segment in which the row lies; allocates it if no row of it was asked for yet.
  ///
  /// @throws IndexOutOfBoundsException if there is no chunk for such a row
  /// @throws MemoryRefusedException if its memory cannot be had; a later call tries again
  @Override
  public MemorySegment segment(long row) {
    if (whole != null && row >= 0) {
      return whole;
    }
    int chunk = (int) (row >>> shift);
    MemorySegment segment = acquireChunk(chunk);
    return segment != null ? segment : firstUse(chunk);
  }

  @Override
  public long offset(long row) {
    return (row & mask) * elementBytes;
  }

  @Override
  public boolean isContiguous(long row, long n) {
    return row + n <= rows && (n == 0 || row >>> shift == row + n - 1 >>> shift);
  }

  private MemorySegment firstUse(int chunk) {
    synchronized (chunks) {
      MemorySegment segment = chunks[chunk];
      if (segment == null) {
        long first = (long) chunk << shift;
        segment = memory.apply((Math.min(mask, rows - first - 1) + 1) * elementBytes);
        releaseChunk(chunk, segment);
      }
      return segment;
    }
  }

  /// Sees the segment that [#releaseChunk] published, its zeros included.
  private @Nullable MemorySegment acquireChunk(int chunk) {
    return (MemorySegment) CHUNK.getAcquire(chunks, chunk);
  }

  /// Publishes a zeroed segment; pairs with [#acquireChunk].
  private void releaseChunk(int chunk, MemorySegment segment) {
    CHUNK.setRelease(chunks, chunk, segment);
  }
}
