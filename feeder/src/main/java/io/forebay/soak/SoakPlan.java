package io.forebay.soak;

import java.util.function.UnaryOperator;

/// What a soak is asked for.
///
/// @param seconds how long
/// @param seed of the first round; each later one's follows from it
/// @param sameRound whether all rounds have that seed
/// @param limits how long the parts of a round may take
/// @param tampering what tests put between consumers and the ledger
public record SoakPlan(
    double seconds,
    long seed,
    boolean sameRound,
    Limits limits,
    UnaryOperator<Receiver> tampering) {
  private static final long PATIENCE_SECONDS = 60;
  private static final long TRAFFIC_MILLIS = 1_500;
  private static final long STEADY_LEAST_MILLIS = 2_000;
  private static final long STEADY_MOST_MILLIS = 60_000;
  private static final int STEADY_SHARE = 10; // of the whole time

  /// A soak of that length and seed.
  public static SoakPlan of(double seconds, long seed, boolean sameRound) {
    long steady =
        Math.clamp(
            (long) (seconds * 1_000 / STEADY_SHARE), STEADY_LEAST_MILLIS, STEADY_MOST_MILLIS);
    Limits limits = new Limits(PATIENCE_SECONDS, TRAFFIC_MILLIS, steady);
    return new SoakPlan(seconds, seed, sameRound, limits, UnaryOperator.identity());
  }

  /// The seed of the round behind the one with that seed.
  long seedAfter(long roundSeed) {
    if (sameRound) {
      return roundSeed;
    }
    long mixed = (roundSeed ^ (roundSeed >>> 31)) * 0x9e3779b97f4a7c15L + 0x632be59bd9b4e019L;
    return mixed ^ (mixed >>> 29);
  }
}
