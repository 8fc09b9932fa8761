package io.forebay.lincheck;

import io.forebay.ring.BrokenWords;

/// Known bad: [RingOperations] over words whose compare-and-set is a look and a store.
public class TornRingOperations extends RingOperations {
  /// Capacity 2.
  public TornRingOperations() {
    super(2, BrokenWords.Torn::new);
  }
}
