package io.forebay.tensor.memory;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What Linux says of this process.
final class ProcessMaps {
  private ProcessMaps() {}

  /// Mappings of our files in memory.
  static long mirrors() throws IOException {
    return lines("maps").filter(line -> line.contains("/memfd:forebay")).count();
  }

  /// Descriptors of our files in memory.
  static long descriptors() throws IOException {
    Path folder = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(folder), "no " + folder);
    try (Stream<Path> links = Files.list(folder)) {
      return links.filter(link -> target(link).startsWith("/memfd:forebay")).count();
    }
  }

  /// Address space in use, in bytes.
  static long virtualBytes() throws IOException {
    String size =
        lines("status").filter(line -> line.startsWith("VmSize:")).findFirst().orElseThrow();
    return Long.parseLong(size.replaceAll("\\D", "")) << 10;
  }

  /// Options of the mapping that starts at this address, as `smaps` names them; "" if there is no
  /// such mapping.
  static String flags(long address) throws IOException {
    String start = Long.toHexString(address) + "-";
    return lines("smaps")
        .dropWhile(line -> !line.startsWith(start))
        .filter(line -> line.startsWith("VmFlags:"))
        .findFirst()
        .orElse("");
  }

  private static Stream<String> lines(String name) throws IOException {
    Path file = Path.of("/proc/self", name);
    assumeTrue(Files.exists(file), "no " + file);
    return Files.readAllLines(file).stream();
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }
}
