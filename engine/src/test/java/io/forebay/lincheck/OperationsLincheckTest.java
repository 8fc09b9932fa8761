package io.forebay.lincheck;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Scenarios that Lincheck makes up: the results of a ring, and of a coordinator, are those of one
/// operation after the other.
@Tag("lincheck")
class OperationsLincheckTest {
  private static final String WRONG = "= Invalid execution results =";

  @Test
  void ringIsLinearizable() {
    Checks.modelCheck(RingOperations.class, RingSpecification.class, 2);
  }

  @Test
  void ringWithMoreSlotsThanRowsIsLinearizable() {
    Checks.modelCheck(RingOfThreeOperations.class, RingOfThreeSpecification.class, 1);
  }

  @Test
  @Tag("long")
  void ringIsLinearizableOnTheMachine() {
    Checks.stress(RingOperations.class, RingSpecification.class, 3);
  }

  @Test
  void tornCompareAndSetOfTheRingIsFound() {
    Checks.assertFinds(
        WRONG, () -> Checks.modelCheck(TornRingOperations.class, RingSpecification.class, 200));
  }

  @Test
  void coordinatorIsLinearizable() {
    Checks.modelCheck(CoordinatorOperations.class, CoordinatorSpecification.class, 1);
  }

  @Test
  @Tag("long")
  void coordinatorIsLinearizableOnTheMachine() {
    Checks.stress(CoordinatorOperations.class, CoordinatorSpecification.class, 2);
  }
}
