package io.forebay.differential;

import java.util.EnumSet;
import java.util.Set;

/// Whose behaviour the model predicts.
enum Target {
  /// The letter of the rules, its oddities included.
  TENSORFLOW(EnumSet.noneOf(Deviation.class)),
  /// The rules with every deviation that Forebay documents.
  FOREBAY(EnumSet.allOf(Deviation.class));

  private final Set<Deviation> deviations;

  Target(Set<Deviation> deviations) {
    this.deviations = deviations;
  }

  /// True if it deviates from the rules in that way.
  boolean has(Deviation deviation) {
    return deviations.contains(deviation);
  }
}
