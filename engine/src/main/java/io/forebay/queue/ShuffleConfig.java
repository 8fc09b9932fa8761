package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import java.security.SecureRandom;

/// How a shuffle queue draws.
///
/// @param minAfterDequeue elements that stay behind while the queue is open, at least 0: the more,
///   the better mixed
/// @param seed of the draws
/// @param deterministic draw only from a full buffer (or a closed queue), so that the same seed
///   gives the same order with one producer and one consumer; claims are of one row, as a larger
///   one could wait for ever
public record ShuffleConfig(int minAfterDequeue, long seed, boolean deterministic) {
  /// Checks that `minAfterDequeue` is not negative.
  ///
  /// @throws InvalidArgumentException if it is
  public ShuffleConfig {
    if (minAfterDequeue < 0) {
      throw new InvalidArgumentException(
          "minAfterDequeue: " + minAfterDequeue + " (expected: at least 0)");
    }
  }

  /// That many stay behind; a seed of its own, different each time.
  public static ShuffleConfig of(int minAfterDequeue) {
    return new ShuffleConfig(minAfterDequeue, new SecureRandom().nextLong(), false);
  }

  /// The same with that seed.
  public ShuffleConfig withSeed(long newSeed) {
    return new ShuffleConfig(minAfterDequeue, newSeed, deterministic);
  }

  /// The same with a reproducible order, or without.
  public ShuffleConfig withDeterministic(boolean newDeterministic) {
    return new ShuffleConfig(minAfterDequeue, seed, newDeterministic);
  }
}
