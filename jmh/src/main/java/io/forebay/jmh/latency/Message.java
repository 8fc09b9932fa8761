package io.forebay.jmh.latency;

/// The element of all latency benchmarks: 8 words that carry one number.
final class Message {
  /// Its words.
  static final int WORDS = 8;

  /// How many each queue holds.
  static final int CAPACITY = 1024;

  /// What a receiver returns that only looked and found nothing.
  static final long NONE = Long.MIN_VALUE;

  private static final int SUM_OF_OFFSETS = WORDS * (WORDS - 1) / 2;

  private Message() {}

  /// The number that [Kernels] wrote, from what it summed up.
  static long number(long sum) {
    return (sum - SUM_OF_OFFSETS) / WORDS;
  }
}
