package io.forebay.lincheck;

/// As [RingOperations] with fewer rows than slots: 3 of 4.
public class RingOfThreeOperations extends RingOperations {
  /// Capacity 3.
  public RingOfThreeOperations() {
    super(3);
  }
}
