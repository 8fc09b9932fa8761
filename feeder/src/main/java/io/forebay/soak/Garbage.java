package io.forebay.soak;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/// What threads allocate in the steady state, in bytes an element. Not thread-safe.
final class Garbage {
  /// The most that is allowed: nothing, but for what the measurement itself costs.
  static final double MOST = 0.05;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private double worst;
  private long measured;
  private long phases;
  private long unknown;

  /// Bytes that these threads allocated since they began.
  long allocated(long[] threadIds) {
    long bytes = 0;
    for (long each : threads.getThreadAllocatedBytes(threadIds)) {
      bytes += Math.max(0, each);
    }
    return bytes;
  }

  /// A steady phase was measured over so many elements.
  void add(double bytesAnElement, long elements) {
    worst = Math.max(worst, bytesAnElement);
    measured += elements;
    phases++;
  }

  /// In a steady phase too little went through to tell.
  void addUnknown() {
    unknown++;
  }

  @Override
  public String toString() {
    String slow = unknown == 0 ? "" : unknown + " steady phases too slow to tell";
    return phases == 0
        ? "not measured" + (slow.isEmpty() ? "" : ", " + slow)
        : String.format(
            Locale.ROOT,
            "at most %.3f bytes an element (%,d steady phases, %,d elements measured%s)",
            worst,
            phases,
            measured,
            slow.isEmpty() ? "" : "; " + slow);
  }
}
