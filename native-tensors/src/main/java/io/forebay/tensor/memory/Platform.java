package io.forebay.tensor.memory;

import io.forebay.tensor.internal.Posix;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What this platform offers beyond the JVM itself, and why it does not offer the rest. Whatever is
/// missing is replaced by something slower with the same results. Immutable, thread-safe.
public final class Platform {
  /// Something that a platform may offer.
  public enum Feature {
    /// Native calls: the system is one whose calls are known, and they are granted.
    NATIVE_ACCESS,
    /// The same memory twice in a row, see [MirroredMemory].
    MIRRORING,
    /// Mappings with huge pages on request.
    HUGE_PAGES,
    /// Threads bound to CPUs, see [CpuAffinity].
    PINNING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /*
   * Module.isNativeAccessEnabled() turns true after any restricted call: it is asked once, before
   * the class that makes the calls is loaded, and the answer is kept.
   */
  private static final class Current {
    static final Platform PLATFORM =
        probe(
            Platform.class.getModule().isNativeAccessEnabled(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Posix::new);
  }

  private final String os;
  private final String arch;
  private final Map<Feature, String> missing = new EnumMap<>(Feature.class);
  private final @Nullable Posix posix;
  private final long pageBytes;
  private final BitSet cpus;

  private Platform(String os, String arch, @Nullable Posix posix, String whyNot) {
    this.os = os;
    this.arch = arch;
    this.posix = posix;
    this.pageBytes = posix == null ? 0 : posix.pageBytes();
    this.cpus = posix == null ? new BitSet() : posix.affinity();
    note(Feature.NATIVE_ACCESS, whyNot);
    note(Feature.MIRRORING, posix == null ? whyNot : PlatformProbe.mirroringFails(posix));
    note(Feature.HUGE_PAGES, posix == null ? whyNot : PlatformProbe.hugePagesFail());
    note(Feature.PINNING, posix == null ? whyNot : PlatformProbe.pinningFails(posix));
  }

  /// The platform of this JVM; looked at once.
  public static Platform current() {
    return Current.PLATFORM;
  }

  /// What is to be found with these answers; `calls` is asked only if native access is enabled and
  /// the system known.
  static Platform probe(boolean enabled, String os, String arch, Supplier<Posix> calls) {
    if (!os.equals("Linux") || !(arch.equals("amd64") || arch.equals("aarch64"))) {
      return new Platform(
          os,
          arch,
          null,
          "no native calls on " + os + "/" + arch + ", only on Linux/amd64 and Linux/aarch64");
    }
    if (!enabled) {
      return new Platform(os, arch, null, PlatformProbe.notEnabled());
    }
    try {
      return new Platform(os, arch, calls.get(), "");
    } catch (RuntimeException | LinkageError e) {
      return new Platform(os, arch, null, "native calls cannot be made: " + e);
    }
  }

  /// True if native calls are made; without them memory is the arena's, and nothing else below is
  /// there.
  public boolean nativeAccess() {
    return has(Feature.NATIVE_ACCESS);
  }

  /// Bytes of a page; 0 where that is not known, which is where there is no native access.
  public long pageBytes() {
    return pageBytes;
  }

  /// True if memory can be laid twice in a row.
  public boolean mirroring() {
    return has(Feature.MIRRORING);
  }

  /// True if mappings get huge pages on request.
  public boolean hugePages() {
    return has(Feature.HUGE_PAGES);
  }

  /// True if threads can be bound to CPUs.
  public boolean pinning() {
    return has(Feature.PINNING);
  }

  /// Name of the operating system, as the JVM has it: `Linux`.
  public String os() {
    return os;
  }

  /// Name of the processor architecture, as the JVM has it: `amd64`, `aarch64`.
  public String arch() {
    return arch;
  }

  /// True if it is there.
  public boolean has(Feature feature) {
    return !missing.containsKey(feature);
  }

  /// Why it is not there, and what to do about it where something can be done; `""` if it is there.
  public String whyNot(Feature feature) {
    return missing.getOrDefault(feature, "");
  }

  @Nullable Posix posix() {
    return posix;
  }

  /// The CPUs this process could use when the platform was looked at.
  BitSet cpus() {
    return (BitSet) cpus.clone();
  }

  private void note(Feature feature, String whyNot) {
    if (!whyNot.isEmpty()) {
      missing.put(feature, whyNot);
    }
  }

  /// One line: what is there, and why the rest is not.
  @Override
  public String toString() {
    if (posix == null) {
      return os + "/" + arch + ": " + whyNot(Feature.NATIVE_ACCESS);
    }
    StringBuilder text = new StringBuilder(os + "/" + arch + ": page " + pageBytes + " bytes");
    for (Feature feature : Feature.values()) {
      text.append(", ")
          .append(feature)
          .append(has(feature) ? "" : " missing (" + whyNot(feature) + ")");
    }
    return text.toString();
  }
}
