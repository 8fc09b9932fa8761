package io.forebay.tensor.memory;

import io.forebay.tensor.internal.Posix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Memory without a file name, laid twice in a row in virtual memory: what is written in one half
/// is read in the other, so that any run of up to `bytes` bytes is contiguous, wherever in the
/// first half it starts.
///
/// Within one operation address memory as start of the run + i, never through both halves: the JIT
/// may take them for different memory. Thread-safe as any memory of the arena is.
public final class MirroredMemory {
  private MirroredMemory() {}

  /// A segment of `2 * bytes` bytes of zeros whose second half is the first half again;
  /// page-aligned, filled lazily, unmapped when the arena is closed. Empty where the platform
  /// cannot do it, or the system has no mapping or descriptor left.
  ///
  /// @param bytes a positive multiple of [Platform#pageBytes]
  /// @throws IllegalArgumentException if `bytes` is not
  /// @throws MemoryRefusedException if that is more than the machine has
  public static Optional<MemorySegment> map(Arena arena, long bytes) {
    Platform platform = Platform.current();
    Posix posix = platform.posix();
    if (bytes <= 0 || (posix != null && bytes % platform.pageBytes() != 0)) {
      throw new IllegalArgumentException(
          "bytes: "
              + bytes
              + " (expected: a positive multiple of the page, "
              + platform.pageBytes()
              + " bytes)");
    }
    MemoryLimits.current().requireMachine(bytes);
    if (posix == null || !platform.mirroring()) {
      return Optional.empty();
    }
    long address = mapTwice(posix, bytes);
    return address < 0 ? Optional.empty() : Optional.of(posix.segment(address, 2 * bytes, arena));
  }

  /// Maps a new file of that many bytes twice in a row; the address, or the error number negated.
  /// The file lives as long as its mappings: its descriptor is closed here.
  static long mapTwice(Posix posix, long bytes) {
    long file = posix.memfd("forebay");
    if (file < 0) {
      return file;
    }
    int fd = (int) file;
    try {
      long sized = posix.truncate(fd, bytes);
      return sized < 0 ? sized : mapTwice(posix, fd, bytes);
    } finally {
      posix.close(fd);
    }
  }

  private static long mapTwice(Posix posix, int fd, long bytes) {
    int reserve = Posix.MAP_PRIVATE_ANONYMOUS | Posix.MAP_NORESERVE;
    long address = posix.map(0, 2 * bytes, Posix.PROT_NONE, reserve, -1);
    if (address < 0) {
      return address;
    }
    long result = lay(posix, address, fd, bytes);
    result = result < 0 ? result : lay(posix, address + bytes, fd, bytes);
    if (result < 0) {
      posix.unmap(address, 2 * bytes);
      return result;
    }
    return address;
  }

  private static long lay(Posix posix, long address, int fd, long bytes) {
    return posix.map(address, bytes, Posix.PROT_READ_WRITE, Posix.MAP_SHARED | Posix.MAP_FIXED, fd);
  }
}
