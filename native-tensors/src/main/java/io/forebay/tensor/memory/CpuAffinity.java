package io.forebay.tensor.memory;

import io.forebay.tensor.internal.Posix;
import java.util.BitSet;

/// Binds threads to CPUs, where the platform can do it. Thread-safe; every call speaks of the
/// calling thread.
public final class CpuAffinity {
  private CpuAffinity() {}

  /// Binds the calling platform thread to one CPU until it ends or is bound to another. False where
  /// that cannot be, and then [#whyNot] says why.
  ///
  /// @param cpu number of the CPU, from 0 on, as the operating system counts
  /// @throws IllegalArgumentException if there is no such CPU, or the process may not use it
  /// @throws IllegalStateException if the system forbids it for another reason
  public static boolean pin(int cpu) {
    if (cpu < 0 || cpu >= Posix.CPUS) {
      throw new IllegalArgumentException(
          "cpu: " + cpu + " (expected: 0 to " + (Posix.CPUS - 1) + ")");
    }
    Posix posix = Platform.current().posix();
    if (posix == null || !whyNot().isEmpty()) {
      return false;
    }
    BitSet one = new BitSet();
    one.set(cpu);
    long result = posix.setAffinity(one);
    if (result == -Posix.EINVAL) {
      throw new IllegalArgumentException(
          "cpu: " + cpu + " (expected: one of " + Platform.current().cpus() + ")");
    }
    if (result < 0) {
      throw new IllegalStateException(
          "cpu: " + cpu + " (expected: the system to allow it, not error " + -result + ")");
    }
    return true;
  }

  /// Why [#pin] returns false on the calling thread; `""` if it does not.
  public static String whyNot() {
    return Thread.currentThread().isVirtual()
        ? "a virtual thread has no CPU of its own; pin platform threads"
        : Platform.current().whyNot(Platform.Feature.PINNING);
  }

  /// The CPUs that the calling thread may run on; none where that is not known, and on virtual
  /// threads.
  public static BitSet current() {
    Posix posix = Platform.current().posix();
    return posix == null || Thread.currentThread().isVirtual() ? new BitSet() : posix.affinity();
  }
}
