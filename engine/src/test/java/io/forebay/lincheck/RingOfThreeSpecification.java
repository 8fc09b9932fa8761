package io.forebay.lincheck;

/// What [RingOfThreeOperations] must look like.
public class RingOfThreeSpecification extends RingSpecification {
  /// Capacity 3.
  public RingOfThreeSpecification() {
    super(3);
  }
}
