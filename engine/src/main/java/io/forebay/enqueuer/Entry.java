package io.forebay.enqueuer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A place of the ring: what became of one item, from its publication until it is taken.
final class Entry<T> {
  // NOTE plain: written before the ring publishes, taken after its barrier, and both before the
  // consumer's sequence moves on
  private @Nullable Outcome<T> outcome;

  void put(Outcome<T> loaded) {
    outcome = loaded;
  }

  Outcome<T> take() {
    Outcome<T> taken = Objects.requireNonNull(outcome, "outcome");
    outcome = null;
    return taken;
  }
}
