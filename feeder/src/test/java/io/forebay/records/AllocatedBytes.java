package io.forebay.records;

import java.lang.reflect.Method;

/// What the current thread has allocated on the heap. By reflection: the module under test does not
/// read `jdk.management`.
final class AllocatedBytes {
  private final Object threads;
  private final Method current;

  AllocatedBytes() throws ReflectiveOperationException {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    threads =
        loader
            .loadClass("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    current =
        loader
            .loadClass("com.sun.management.ThreadMXBean")
            .getMethod("getCurrentThreadAllocatedBytes");
  }

  long now() throws ReflectiveOperationException {
    return (long) current.invoke(threads);
  }
}
