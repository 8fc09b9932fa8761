package io.forebay.lincheck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The engine's own classes with a rule taken out: Lincheck finds it missing.
@Tag("lincheck")
class WeakenedLincheckTest {
  @TempDir Path scratch;

  private void assertCaught(String patch, String what, String fault) throws Exception {
    Checks.assertIs(fault, WeakenedEngine.explore(patch, what, 5_000, scratch));
  }

  /// Nothing is found where nothing is weakened.
  @Test
  @Tag("long")
  void harmlessPatchIsNotCaught() throws Exception {
    String patch = "weakened-lincheck/harmless";
    assertEquals("", WeakenedEngine.explore(patch, "CoordinatorOperations", 1, scratch));
  }

  @Test
  void runnerThatCountsWithoutTheLockIsCaught() throws Exception {
    assertCaught(
        "weakened-lincheck/runner-last-unlocked", "RunnerWorld", "nobody closed the queue");
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({
    "weakened-lincheck/coordinator-last-error, CoordinatorOperations, = Invalid execution results =",
    "weakened/fifo-leave-silent, FifoWorld, a wake-up is lost",
    "weakened/fifo-leave-silent, LineWorld, a wake-up is lost",
    "weakened/fifo-no-aside, BatchWorld, a wake-up is lost",
    "weakened-lincheck/cancel-silent, CancelWorld, a wake-up is lost",
    "weakened-lincheck/runner-silent-stop, StopWorld, the queue is open"
  })
  void isCaught(String patch, String what, String fault) throws Exception {
    assertCaught(patch, what, fault);
  }
}
