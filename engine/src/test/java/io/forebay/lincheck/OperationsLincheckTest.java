package io.forebay.lincheck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scenarios that Lincheck makes up: the results of a ring, and of a coordinator, are those of one
/// operation after the other.
@Tag("lincheck")
class OperationsLincheckTest {
  @TempDir Path scratch;

  @Test
  void ringIsLinearizable() {
    Checks.modelCheck(RingOperations.class, RingSpecification.class, 5);
  }

  @Test
  void ringWithMoreSlotsThanRowsIsLinearizable() {
    Checks.modelCheck(RingOfThreeOperations.class, RingOfThreeSpecification.class, 3);
  }

  @Test
  void ringIsLinearizableOnTheMachine() {
    assumeTrue(Checks.isLong(), "in the long part");
    Checks.stress(RingOperations.class, RingSpecification.class, 3);
  }

  @Test
  void faultOfTheRingIsFound() throws Exception {
    Checks.isCaughtByOperations(
        "weakened-lincheck/words-torn", RingOperations.class, RingSpecification.class, scratch);
  }

  @Test
  void coordinatorIsLinearizable() {
    Checks.modelCheck(CoordinatorOperations.class, CoordinatorSpecification.class, 2);
  }

  @Test
  void coordinatorIsLinearizableOnTheMachine() {
    assumeTrue(Checks.isLong(), "in the long part");
    Checks.stress(CoordinatorOperations.class, CoordinatorSpecification.class, 2);
  }

  @Test
  void faultOfTheCoordinatorIsFound() throws Exception {
    Checks.isCaughtByOperations(
        "weakened-lincheck/coordinator-last-error",
        CoordinatorOperations.class,
        CoordinatorSpecification.class,
        scratch);
  }
}
