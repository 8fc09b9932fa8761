package io.forebay.lincheck;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.explore.WeakenedLoader;
import java.nio.file.Path;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/// How much is explored. `-Dforebay.lincheck=N` explores N times as much.
final class Checks {
  private static final int TIMES = Integer.getInteger("forebay.lincheck", 1);

  private Checks() {}

  /// True in the long part.
  static boolean isLong() {
    return TIMES > 1;
  }

  /// Model checking of made-up scenarios of three threads.
  static void modelCheck(Class<?> operations, Class<?> specification, int scenarios) {
    new ModelCheckingOptions()
        .iterations(scenarios * TIMES)
        .invocationsPerIteration(200)
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(2)
        .minimizeFailedScenario(false)
        .sequentialSpecification(specification)
        .check(operations);
  }

  /// The same scenarios on the machine's own threads.
  static void stress(Class<?> operations, Class<?> specification, int scenarios) {
    new StressOptions()
        .iterations(scenarios * TIMES)
        .invocationsPerIteration(500)
        .threads(2)
        .actorsPerThread(4)
        .actorsBefore(2)
        .actorsAfter(2)
        .minimizeFailedScenario(false)
        .sequentialSpecification(specification)
        .check(operations);
  }

  /// Explores the interleavings of a world.
  ///
  /// The first run, in which many classes are loaded, is not explored. Lincheck gives up a run
  /// after a while, which on a busy machine says nothing: then it explores again, the same
  /// interleavings. Lost wake-ups do not show so, worlds tell them themselves.
  static void explore(Runnable world, int interleavings) {
    world.run();
    for (int patience = 2; ; patience--) {
      try {
        Lincheck.runConcurrentTest(interleavings * TIMES, world);
        return;
      } catch (LincheckAssertionError e) {
        if (patience == 0 || !e.getMessage().contains("has hung")) {
          throw e;
        }
      }
    }
  }

  /// Model checking finds the fault of weakened classes.
  static void isCaughtByOperations(
      String patch, Class<?> operations, Class<?> specification, Path scratch) throws Exception {
    try (WeakenedLoader loader = WeakenedLoader.of(patch, scratch)) {
      Class<?> weakened = loader.loadClass(operations.getName());
      Class<?> expected = loader.loadClass(specification.getName());
      report(
          patch,
          assertThrows(
              LincheckAssertionError.class,
              () -> modelCheck(weakened, expected, 200),
              () -> patch + " is not caught"));
    }
  }

  /// Exploring finds the fault of a world.
  static void isCaught(World world) {
    report(
        world.getClass().getSimpleName(),
        assertThrows(
            LincheckAssertionError.class, () -> Lincheck.runConcurrentTest(10_000, world)));
  }

  private static void report(String patch, LincheckAssertionError found) {
    String message = found.getMessage();
    assertTrue(
        message.contains("AssertionError") || message.contains("Invalid execution results"),
        () -> patch + " is not what is caught: " + message);
    String what =
        message
            .lines()
            .map(String::strip)
            .filter(line -> line.contains("Error: ") || line.startsWith("= Invalid"))
            .findFirst()
            .orElse("");
    System.out.println(patch + " is caught " + what);
  }
}
