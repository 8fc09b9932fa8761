package io.forebay.enqueuer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The inputs that the fuzzer started from and what it found, one after the other, without the
/// fuzzer.
class WireReplayTest {
  private static final Path INPUTS = Path.of("src/test/resources/fuzz/wire");

  @Test
  void everyKeptInputIsReadOrRefused() throws IOException {
    try (Stream<Path> files = Files.list(INPUTS)) {
      List<Path> inputs = files.sorted().toList();
      assertTrue(inputs.size() > 10);
      for (Path input : inputs) {
        try {
          WireTarget.fuzzerTestOneInput(Files.readAllBytes(input));
        } catch (RuntimeException | Error e) {
          throw new AssertionError(input.toString(), e);
        }
      }
    }
  }
}
