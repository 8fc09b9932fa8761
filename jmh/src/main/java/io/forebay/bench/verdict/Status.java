package io.forebay.bench.verdict;

import com.google.gson.annotations.SerializedName;
import java.util.Locale;

/// What is said about a row.
public enum Status {
  /// The goal is reached.
  @SerializedName("met")
  MET,
  /// The goal is not reached.
  @SerializedName("short")
  SHORT,
  /// It cannot be told.
  @SerializedName("open")
  OPEN,
  /// There is no goal.
  @SerializedName("seen")
  SEEN,
  /// Not measured: what it needs is not there.
  @SerializedName("skipped")
  SKIPPED,
  /// Not measured: something went wrong.
  @SerializedName("failed")
  FAILED;

  /// In lower case.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
