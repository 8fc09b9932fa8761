package io.forebay.fuzz;

import java.lang.reflect.Method;
import java.util.List;

/// Memory: what the current thread has allocated on the heap, and what the JVM has in use off it.
/// By reflection: the module under test does not read `jdk.management`.
final class Usage {
  private static final Object THREADS;
  private static final Method ALLOCATED;
  private static final Object DIRECT;
  private static final Method USED;

  static {
    try {
      ClassLoader loader = ClassLoader.getSystemClassLoader();
      Class<?> factory = loader.loadClass("java.lang.management.ManagementFactory");
      Class<?> pool = loader.loadClass("java.lang.management.BufferPoolMXBean");
      THREADS = factory.getMethod("getThreadMXBean").invoke(null);
      ALLOCATED =
          loader
              .loadClass("com.sun.management.ThreadMXBean")
              .getMethod("getCurrentThreadAllocatedBytes");
      List<?> pools =
          (List<?>) factory.getMethod("getPlatformMXBeans", Class.class).invoke(null, pool);
      Method name = pool.getMethod("getName");
      USED = pool.getMethod("getMemoryUsed");
      Object direct = null;
      for (Object each : pools) {
        direct = name.invoke(each).equals("direct") ? each : direct;
      }
      DIRECT = direct;
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Usage() {}

  /// Bytes that this thread has allocated on the heap so far.
  static long heap() {
    return read(ALLOCATED, THREADS);
  }

  /// Bytes off the heap: those that the JVM accounts for, which the garbage collector may make less
  /// at any time, and those asked of counted arenas.
  static long offHeap() {
    return read(USED, DIRECT) + CountedArena.bytes();
  }

  private static long read(Method method, Object of) {
    try {
      return (long) method.invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
