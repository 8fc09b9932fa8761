package io.forebay.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The inputs that the fuzzer started from and what it found, one after the other, without the
/// fuzzer.
class ReplayTest {
  private static final int MAX_FILES = 250;
  private static final int MAX_BYTES = 4096;

  @ParameterizedTest
  @EnumSource
  void everyKeptInputIsReadAsDocumented(FuzzTarget target) throws IOException {
    List<Path> inputs = target.inputs();
    assertFalse(inputs.isEmpty());
    for (Path input : inputs) {
      try {
        target.read(Files.readAllBytes(input));
      } catch (RuntimeException | Error e) {
        throw new AssertionError(target + ": " + input, e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsKeptIsSmall(FuzzTarget target) throws IOException {
    assertTrue(target.inputs().size() <= MAX_FILES);
    for (Path input : target.inputs()) {
      assertTrue(Files.size(input) <= MAX_BYTES, input.toString());
    }
  }

  @Test
  void memoryThatAnInputMerelyClaimsIsSeen() {
    Limit limit = new Limit(1 << 16, 16, 1 << 16, 16);
    byte[] claim = {100};
    limit.check(claim, input -> new byte[input[0]].clone());
    assertThrows(
        AssertionError.class, () -> limit.check(claim, input -> new byte[input[0] << 20].clone()));
    try (var arena = new CountedArena()) {
      assertThrows(
          AssertionError.class,
          () -> limit.check(claim, input -> arena.allocate((long) input[0] << 20)));
    }
  }
}
