package io.forebay.tensor.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/// What there is at most, in bytes. `-XX:MaxDirectMemorySize` counts memory of automatic arenas
/// alone, and how much of it the collector could return nobody knows, so that limit is met when
/// memory is allocated, not before.
///
/// @param machineBytes memory of the machine, or of the container where it has less
/// @param remedy what to do instead of raising `-XX:MaxDirectMemorySize`
record MemoryLimits(long machineBytes, String remedy) {
  private static final long UNKNOWN = Long.MAX_VALUE - 1;

  /// The limits of this JVM; loaded when first asked.
  private static final class Current {
    static final MemoryLimits LIMITS = new MemoryLimits(machine(), remedyOf(Platform.current()));
  }

  static MemoryLimits current() {
    return Current.LIMITS;
  }

  /// Checks that the machine has that much memory: more would be granted, and fail only when it is
  /// filled.
  void requireMachine(long bytes) {
    requireNotNegative(bytes);
    if (bytes > machineBytes) {
      throw new MemoryRefusedException(
          bytes, machineBytes, "the memory of the machine or container");
    }
  }

  /// What an arena's error means: the limit of direct memory if the arena is one that counts
  /// against it, else that the system has no more.
  MemoryRefusedException refused(long bytes, OutOfMemoryError error) {
    MemoryRefusedException refused =
        String.valueOf(error.getMessage()).contains("direct buffer memory")
            ? new MemoryRefusedException(
                bytes,
                directBytes(),
                "the limit of direct memory, of which "
                    + directBytesInUse()
                    + " are in use; raise -XX:MaxDirectMemorySize, use a shared arena, or "
                    + remedy)
            : new MemoryRefusedException(
                bytes, machineBytes, "but the system refused them: " + error.getMessage());
    refused.initCause(error);
    return refused;
  }

  /// `a * b` for sizes that are not negative, 2^63 - 1 if that is less.
  static long product(long a, long b) {
    requireNotNegative(a);
    requireNotNegative(b);
    return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
  }

  static String remedyOf(Platform platform) {
    String whyNot = platform.whyNot(Platform.Feature.NATIVE_ACCESS);
    return platform.nativeAccess()
        ? "use MemoryPolicy.BEST"
        : "enable native access (" + whyNot + ")";
  }

  private static void requireNotNegative(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: at least 0)");
    }
  }

  private static long machine() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long bytes = system == null ? 0 : system.getTotalMemorySize();
    return bytes > 0 ? bytes : UNKNOWN;
  }

  /// `-XX:MaxDirectMemorySize`.
  static long directBytes() {
    HotSpotDiagnosticMXBean options =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long option =
        options == null ? 0 : Long.parseLong(options.getVMOption("MaxDirectMemorySize").getValue());
    return option > 0 ? option : Runtime.getRuntime().maxMemory();
  }

  private static long directBytesInUse() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getTotalCapacity)
        .sum();
  }
}
