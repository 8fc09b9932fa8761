package io.forebay.weak;

import java.util.Arrays;

/// What a thread must have seen: of every place the oldest store that it may still read, of every
/// thread how many of its accesses to plain memory happened before.
final class View {
  private int[] least = new int[64];

  int of(int place) {
    return place < least.length ? least[place] : 0;
  }

  void raise(int place, int to) {
    if (place >= least.length) {
      least = Arrays.copyOf(least, 2 * place);
    }
    least[place] = Math.max(least[place], to);
  }

  void join(View other) {
    if (other.least.length > least.length) {
      least = Arrays.copyOf(least, other.least.length);
    }
    for (int i = 0; i < other.least.length; i++) {
      least[i] = Math.max(least[i], other.least[i]);
    }
  }

  View copy() {
    View copy = new View();
    copy.least = least.clone();
    return copy;
  }

  void clear() {
    Arrays.fill(least, 0);
  }
}
