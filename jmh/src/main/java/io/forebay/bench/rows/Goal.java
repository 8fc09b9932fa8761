package io.forebay.bench.rows;

import com.google.gson.annotations.SerializedName;

/// What a row must reach.
///
/// @param kind which side of the bound is good
/// @param bound a ratio to the peer, or a figure of an absolute metric; 0 without a goal
public record Goal(Kind kind, double bound) {
  /// No goal: the row is there to be seen.
  public static final Goal NONE = new Goal(Kind.NONE, 0);

  /// Which side of the bound is good.
  public enum Kind {
    /// That much or more.
    @SerializedName("at least")
    AT_LEAST,
    /// That much or less.
    @SerializedName("at most")
    AT_MOST,
    /// Less than that.
    @SerializedName("below")
    BELOW,
    /// Nothing to reach.
    @SerializedName("none")
    NONE
  }

  /// That much or more.
  public static Goal atLeast(double bound) {
    return new Goal(Kind.AT_LEAST, bound);
  }

  /// That much or less.
  public static Goal atMost(double bound) {
    return new Goal(Kind.AT_MOST, bound);
  }

  /// Less than that.
  public static Goal below(double bound) {
    return new Goal(Kind.BELOW, bound);
  }

  /// Whether there is one.
  public boolean exists() {
    return kind != Kind.NONE;
  }

  /// Whether that figure reaches it.
  public boolean reachedBy(double figure) {
    return switch (kind) {
      case AT_LEAST -> figure >= bound;
      case AT_MOST -> figure <= bound;
      case BELOW -> figure < bound;
      case NONE -> true;
    };
  }

  /// Such as `at least 1.2`.
  @Override
  public String toString() {
    String number = bound == Math.rint(bound) ? Long.toString((long) bound) : "" + bound;
    return switch (kind) {
      case AT_LEAST -> "at least " + number;
      case AT_MOST -> "at most " + number;
      case BELOW -> "below " + number;
      case NONE -> "none";
    };
  }
}
