package io.forebay.tensor.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// A column for positions that only grow: the row of position p is p mod [#rows].
///
/// *Mirrored*, it has the smallest number of rows that is at least the ring's slots and fills whole
/// pages, and every run of up to that many positions is contiguous. *Plain*, it has as many rows as
/// slots, and a run that crosses the end is not. Live positions differ by less than slots, so
/// neither kind gives one row to two of them.
///
/// Mirrored where the policy and the platform allow it, unless that took more than twice the memory
/// and more than 16 MiB: rows come in steps of page / gcd(page, element bytes), up to a whole page
/// of rows. Thread-safe as [Column] says.
public final class RingColumn implements Column {
  private static final long CHEAP_BYTES = 16 << 20;

  private final MemorySegment base;
  private final long elementBytes;
  private final long rows;
  private final long mask; // rows - 1 if that is a mask, else -1
  private final boolean mirrored;

  private RingColumn(MemorySegment base, long elementBytes, long rows, boolean mirrored) {
    this.base = base;
    this.elementBytes = elementBytes;
    this.rows = rows;
    this.mask = Long.bitCount(rows) == 1 ? rows - 1 : -1;
    this.mirrored = mirrored;
  }

  /// A column of at least `slots` rows of `elementBytes` bytes, zeroed, that lives as long as the
  /// arena.
  ///
  /// @throws IllegalArgumentException if `elementBytes` is negative or `slots` below 1
  /// @throws MemoryRefusedException if the memory cannot be had
  public static RingColumn of(Arena arena, long elementBytes, long slots, MemoryPolicy policy) {
    long plainBytes = plainBytes(elementBytes, slots);
    long rows = mirroredRows(elementBytes, slots, policy);
    Optional<MemorySegment> twice =
        rows == 0 ? Optional.empty() : MirroredMemory.map(arena, rows * elementBytes);
    if (twice.isPresent()) {
      return new RingColumn(twice.get(), elementBytes, rows, true);
    }
    return new RingColumn(
        StoreMemory.allocate(arena, plainBytes, policy), elementBytes, slots, false);
  }

  /// What [#memoryBytes] of such a column is going to be: for the sum of several, see
  /// [StoreMemory#requireAvailable].
  ///
  /// @throws IllegalArgumentException if `elementBytes` is negative or `slots` below 1
  /// @throws MemoryRefusedException if this column alone cannot be had
  public static long plannedBytes(long elementBytes, long slots, MemoryPolicy policy) {
    long plainBytes = plainBytes(elementBytes, slots);
    return Math.max(plainBytes, mirroredRows(elementBytes, slots, policy) * elementBytes);
  }

  private static long plainBytes(long elementBytes, long slots) {
    if (slots < 1) {
      throw new IllegalArgumentException("slots: " + slots + " (expected: at least 1)");
    }
    long bytes = MemoryLimits.product(elementBytes, slots);
    StoreMemory.requireAvailable(bytes);
    return bytes;
  }

  /// Rows of the mirrored form, 0 if it is not to be.
  private static long mirroredRows(long elementBytes, long slots, MemoryPolicy policy) {
    Platform platform = Platform.current();
    if (policy == MemoryPolicy.PLAIN || !platform.mirroring() || elementBytes == 0) {
      return 0;
    }
    return mirroredRows(elementBytes, slots, platform.pageBytes());
  }

  /// Rows of the mirrored form with pages of that size (a power of two), 0 if it is not worth it.
  static long mirroredRows(long elementBytes, long slots, long pageBytes) {
    long gcd = Math.min(pageBytes, Long.lowestOneBit(elementBytes));
    long rows = Alignment.roundUp(slots, pageBytes / gcd);
    long affordable = Math.max(2 * slots * elementBytes, CHEAP_BYTES);
    return MemoryLimits.product(rows, elementBytes) <= affordable ? rows : 0;
  }

  /// The memory that all rows lie in; twice as long as they are if mirrored.
  public MemorySegment base() {
    return base;
  }

  /// Number of rows, at least the slots asked.
  public long rows() {
    return rows;
  }

  /// True if every run of up to [#rows] positions is contiguous because the memory is there twice.
  public boolean isMirrored() {
    return mirrored;
  }

  @Override
  public long elementBytes() {
    return elementBytes;
  }

  @Override
  public long memoryBytes() {
    return rows * elementBytes;
  }

  /// As [#base].
  @Override
  public MemorySegment segment(long position) {
    return base;
  }

  /// Where in [#base] the row of the position lies, in bytes.
  ///
  /// @param position at least 0
  @Override
  public long offset(long position) {
    return row(position) * elementBytes;
  }

  /// True if `n` positions from this one on lie one behind the other; always, if mirrored and `n`
  /// at most [#rows].
  @Override
  public boolean isContiguous(long position, long n) {
    return mirrored || elementBytes == 0 ? n <= rows : row(position) + n <= rows;
  }

  private long row(long position) {
    return mask >= 0 ? position & mask : position % rows;
  }
}
