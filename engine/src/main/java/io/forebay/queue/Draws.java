package io.forebay.queue;

/// Uniform draws from a seed, as a pure function of (seed, number of the draw): the output function
/// is the finalizer of Guy Steele, Doug Lea and Christine Flood's SplitMix64, over a counter; the
/// reduction to a range is Daniel Lemire's, the high word of output times size, without rejection:
/// a bias below size / 2^64.
final class Draws {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final long seed;
  private long count;

  Draws(long seed) {
    this.seed = mix(seed + GOLDEN_GAMMA);
  }

  /// A number from 0 to `size` - 1, each equally likely.
  int next(int size) {
    long output = mix(seed + ++count * GOLDEN_GAMMA);
    return (int) Math.unsignedMultiplyHigh(output, size);
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
