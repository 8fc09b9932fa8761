package io.forebay.queue;

import io.forebay.error.InvalidArgumentException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/// How a shuffle queue draws. Immutable; the `with` methods return a changed copy.
///
/// @param minAfterDequeue elements that stay behind while the queue is open, at least 0: the more,
///   the better mixed
/// @param seed of the draws
/// @param seedGiven whether somebody chose the seed; false if it was made up. It matters where a
///   queue is shared: who gives no seed takes any (Q68), see [QueueContainer]
/// @param deterministic draw only from a full buffer (or a closed queue), so that the same seed
///   gives the same order with one producer and one consumer; claims are of one row, as a larger
///   one could wait for ever
public record ShuffleConfig(
    int minAfterDequeue, long seed, boolean seedGiven, boolean deterministic) {
  /// Checks that `minAfterDequeue` is not negative.
  ///
  /// @throws InvalidArgumentException if it is
  public ShuffleConfig {
    if (minAfterDequeue < 0) {
      throw new InvalidArgumentException(
          "minAfterDequeue: " + minAfterDequeue + " (expected: at least 0)");
    }
  }

  /// That many stay behind; a seed of its own, made up, different each time.
  public static ShuffleConfig of(int minAfterDequeue) {
    return new ShuffleConfig(minAfterDequeue, new SecureRandom().nextLong(), false, false);
  }

  /// The same with that seed.
  public ShuffleConfig withSeed(long newSeed) {
    return new ShuffleConfig(minAfterDequeue, newSeed, true, deterministic);
  }

  /// The same with a seed derived from that of a whole program and the name under which the queue
  /// is shared, as TensorFlow derives it from a graph's seed (R9): the first 8 hexadecimal digits
  /// of the MD5 of both written one after the other, of which the lower 31 bits. So all who share
  /// the queue get the same seed, and queues of other names get others.
  public ShuffleConfig withGraphSeed(long graphSeed, String sharedName) {
    byte[] text = (graphSeed + sharedName).getBytes(StandardCharsets.UTF_8);
    return withSeed(ByteBuffer.wrap(md5().digest(text)).getInt() & Integer.MAX_VALUE);
  }

  /// The same with a reproducible order, or without.
  public ShuffleConfig withDeterministic(boolean newDeterministic) {
    return new ShuffleConfig(minAfterDequeue, seed, seedGiven, newDeterministic);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("MD5 is missing (expected: in every Java platform)", e);
    }
  }
}
