package io.forebay.jmh;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What benchmarks make once a JVM, whatever number of runs it does: queues with their memory
/// touched, files, graphs. So runs that alternate in one JVM find everything warm.
public final class Kept {
  private static final ConcurrentHashMap<String, Object> THINGS = new ConcurrentHashMap<>();

  private Kept() {}

  /// The thing of that name, made by the first caller. The name must tell its parameters.
  @SuppressWarnings("unchecked") // one name, one type
  public static <T> T get(String name, Supplier<T> make) {
    return (T) THINGS.computeIfAbsent(name, missing -> make.get());
  }
}
