package io.forebay.lincheck;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.function.Executable;

/// How much is explored. `-Dforebay.lincheck=N` explores N times as much.
final class Checks {
  private static final int TIMES = Integer.getInteger("forebay.lincheck", 1);

  /*
   * Lincheck gives up a run after so many milliseconds, 30,000 if it is not told otherwise: on a busy machine not enough for a
   * first run, in which classes are instrumented. The method is public only in bytecode. A limit against hanging and no more:
   * that all threads sleep, or spin, is found out without a clock.
   */
  private static final long PATIENCE = 600_000;
  private static final int LONGEST_LOOP = 2_000; // a loop of 50 is thought to be endless otherwise

  private Checks() {}

  /// Model checking of made-up scenarios of three threads.
  static void modelCheck(Class<?> operations, Class<?> specification, int scenarios) {
    modelChecking()
        .iterations(scenarios * TIMES)
        .invocationsPerIteration(100)
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(2)
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
        .invocationTimeout$lincheck(PATIENCE)
        .sequentialSpecification(specification)
        .check(operations);
  }

  /// Explores that many interleavings of a world, or `TIMES` as many.
  static void explore(World world, int interleavings) {
    Explored.explore(world);
    modelChecking()
        .iterations(1)
        .invocationsPerIteration(interleavings * TIMES)
        .threads(1)
        .actorsPerThread(1)
        .actorsBefore(0)
        .actorsAfter(0)
        .sequentialSpecification(Explored.ToItsEnd.class)
        .check(Explored.class);
  }

  /// Nothing of what is ignored is shared by threads but through words and fields outside: tensors
  /// and the memory of rows, off the heap, which Lincheck does not see, and the making of a queue
  /// before there are threads. That is nine of ten steps.
  private static ModelCheckingOptions modelChecking() {
    return new ModelCheckingOptions()
        .addGuarantee(
            ManagedStrategyGuaranteeKt.forClasses(name -> name.startsWith("io.forebay.tensor."))
                .allMethods()
                .ignore())
        .addGuarantee(
            ManagedStrategyGuaranteeKt.forClasses("io.forebay.queue.ExploredQueue")
                .allMethods()
                .ignore())
        .loopBound(LONGEST_LOOP)
        .invocationTimeout$lincheck(PATIENCE)
        .minimizeFailedScenario(false);
  }

  /// Exploring finds that fault.
  static void assertFinds(String fault, Executable exploring) {
    assertIs(fault, assertThrows(LincheckAssertionError.class, exploring).getMessage());
  }

  /// Lincheck's message tells of that fault, and of no exception: broken tests throw those.
  static void assertIs(String fault, String message) {
    assertTrue(message.contains(fault), () -> "not '" + fault + "' is what is found: " + message);
    assertFalse(message.contains("Exception #"), message);
  }
}
