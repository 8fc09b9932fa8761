package io.forebay.tensor.memory;

import io.forebay.tensor.internal.Posix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory for stores that need no mirror. With native access an anonymous mapping, advised to use
/// huge pages before it is touched, filled with zeros when it is touched first; otherwise memory of
/// the arena, zeroed while the caller waits. Of arenas only the automatic ones count against
/// `-XX:MaxDirectMemorySize`; mappings never do. Thread-safe.
public final class StoreMemory {
  /// What row 0 of a store is aligned to, in bytes.
  static final long ALIGNMENT = 256;

  private static final long HUGE_PAGE_BYTES = 2 << 20;

  private StoreMemory() {}

  /// `bytes` bytes of zeros, aligned to 256 bytes, returned when the arena is closed. (For 0 bytes:
  /// a segment of 1 byte.)
  ///
  /// @throws IllegalArgumentException if `bytes` is negative
  /// @throws MemoryRefusedException if they cannot be had
  /// @throws IllegalStateException if the arena is closed
  public static MemorySegment allocate(Arena arena, long bytes, MemoryPolicy policy) {
    requireAvailable(bytes);
    Posix posix = Platform.current().posix();
    if (posix == null || policy == MemoryPolicy.PLAIN || bytes == 0) {
      return allocate(arena, Math.max(1, bytes), MemoryLimits.current());
    }
    return map(posix, arena, bytes);
  }

  /// Checks that the machine or container has that much at all: for the sum of several allocations,
  /// as memory that is filled lazily would be granted and fail when it is used. Does not look at
  /// what is in use, and keeps nothing back.
  ///
  /// @throws IllegalArgumentException if `bytes` is negative
  /// @throws MemoryRefusedException if not
  public static void requireAvailable(long bytes) {
    MemoryLimits.current().requireMachine(bytes);
  }

  /// True if memory under this policy is mapped, and so filled lazily.
  static boolean isMapped(MemoryPolicy policy) {
    return policy == MemoryPolicy.BEST && Platform.current().nativeAccess();
  }

  /// Arena memory, the JDK's error in our words.
  static MemorySegment allocate(Arena arena, long bytes, MemoryLimits limits) {
    try {
      return arena.allocate(bytes, ALIGNMENT);
    } catch (OutOfMemoryError e) {
      throw limits.refused(bytes, e);
    }
  }

  private static MemorySegment map(Posix posix, Arena arena, long bytes) {
    long address = posix.map(0, bytes, Posix.PROT_READ_WRITE, Posix.MAP_PRIVATE_ANONYMOUS, -1);
    if (address < 0) {
      long machineBytes = MemoryLimits.current().machineBytes();
      throw new MemoryRefusedException(
          bytes, machineBytes, "but the system refused to map them: error " + -address);
    }
    if (bytes > HUGE_PAGE_BYTES) {
      posix.advise(
          address,
          bytes,
          Posix.MADV_HUGEPAGE); // advice only: without huge pages it is slower, nothing else
    }
    return posix.segment(address, bytes, arena);
  }
}
