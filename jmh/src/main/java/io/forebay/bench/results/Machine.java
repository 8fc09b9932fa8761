package io.forebay.bench.results;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What it ran on.
///
/// @param cpu model of the CPU
/// @param cores as the JVM sees them
/// @param memoryBytes in all; 0 if unknown
/// @param os name, version and architecture
/// @param jvm name and version
public record Machine(String cpu, int cores, long memoryBytes, String os, String jvm) {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  /// This one.
  public static Machine here() {
    return new Machine(
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        memory(),
        property("os.name") + " " + property("os.version") + " " + property("os.arch"),
        property("java.vm.name")
            + " "
            + property("java.runtime.version")
            + " ("
            + property("java.vendor")
            + ")");
  }

  private static String cpuModel() {
    try (Stream<String> lines = Files.lines(CPU)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
