package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;

/// How much a thread allocates on the heap. By reflection: the engine's module, in which tests run,
/// does not read the management modules.
public final class AllocatedBytes {
  /// What the measurement itself allocates, and handles that the collector took.
  private static final long ALLOWED = 64 << 10;

  private final Object threads;
  private final Method ofCurrentThread;

  public AllocatedBytes() throws ReflectiveOperationException {
    threads =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    ofCurrentThread =
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getCurrentThreadAllocatedBytes");
  }

  /// By the current thread, since it began.
  public long soFar() throws ReflectiveOperationException {
    return (long) ofCurrentThread.invoke(threads);
  }

  public static void assertLittle(long bytes) {
    assertTrue(bytes < ALLOWED, () -> bytes + " bytes allocated");
  }
}
