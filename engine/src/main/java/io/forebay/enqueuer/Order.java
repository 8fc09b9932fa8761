package io.forebay.enqueuer;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The order of the items within an epoch (K8). Written between epochs, when nobody reads it; the
/// permits of an epoch are given after that.
final class Order {
  private final int[] indices;
  private final @Nullable RandomGenerator random;

  /// From 0 on; shuffled for each epoch if there is a random generator.
  Order(int length, @Nullable RandomGenerator random) {
    this.indices = new int[length];
    this.random = random;
    for (int i = 0; i < length; i++) {
      indices[i] = i;
    }
  }

  int length() {
    return indices.length;
  }

  /// Shuffles what the last epoch left, by the algorithm of Fisher and Yates.
  void beginEpoch() {
    for (int i = random == null ? 0 : indices.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int index = indices[i];
      indices[i] = indices[j];
      indices[j] = index;
    }
  }

  /// The index of the item with that number, counted from the start of the enqueuer on.
  int indexOf(long number) {
    return indices[(int) (number % indices.length)];
  }
}
