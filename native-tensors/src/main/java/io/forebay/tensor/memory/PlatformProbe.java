package io.forebay.tensor.memory;

import io.forebay.tensor.internal.Posix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tries out what a platform may offer; each method returns why it is not there, `""` if it is.
final class PlatformProbe {
  private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

  private PlatformProbe() {}

  /// Words for access that is not granted.
  static String notEnabled() {
    Module module = Platform.class.getModule();
    String name = module.isNamed() ? module.getName() : "ALL-UNNAMED";
    String who = module.isNamed() ? "module " + name : "the class path";
    return "native access is not enabled for " + who + ": --enable-native-access=" + name;
  }

  /// Why a page cannot be mirrored; `""` if one could.
  static String mirroringFails(Posix posix) {
    long bytes = posix.pageBytes();
    long address = MirroredMemory.mapTwice(posix, bytes);
    if (address < 0) {
      return "a mirrored mapping failed: error " + -address;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = posix.segment(address, 2 * bytes, arena);
      memory.set(ValueLayout.JAVA_LONG, 0, ~bytes);
      return memory.get(ValueLayout.JAVA_LONG, bytes) == ~bytes
          ? ""
          : "a mirrored mapping differs from its mirror";
    }
  }

  /// Why mappings get no huge pages on request; `""` if they do.
  static String hugePagesFail() {
    try {
      String setting = Files.readString(HUGE_PAGES).trim();
      return setting.contains("[never]") ? HUGE_PAGES + " is " + setting : "";
    } catch (IOException e) {
      return HUGE_PAGES + " cannot be read";
    }
  }

  /// Why the affinity of a thread cannot be set; `""` if setting it to what it is worked.
  static String pinningFails(Posix posix) {
    long result = posix.setAffinity(posix.affinity());
    return result < 0 ? "setting the CPU affinity failed: error " + -result : "";
  }
}
