package io.forebay.cli;

import io.forebay.input.InputException;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a feed delivered, up to its end or to the error that ended it.
///
/// @param delivered how much
/// @param seconds from the first call for a batch to the last
/// @param starvedFraction share of that time inside calls for a batch, 0 to 1
/// @param verification sums and digest, or null
/// @param failure what ended the input early, or null
record FeedReport(
    Delivered delivered,
    double seconds,
    double starvedFraction,
    @Nullable Verification verification,
    @Nullable InputException failure) {
  /// How much was delivered.
  ///
  /// @param examples examples
  /// @param batches batches
  /// @param bytes bytes of their tensors
  record Delivered(long examples, long batches, long bytes) {}

  /// Examples a second.
  double examplesPerSecond() {
    return seconds > 0 ? delivered.examples() / seconds : 0;
  }

  /// Prints it for people, or as one JSON object.
  void print(PrintWriter out, boolean json) {
    out.println(json ? toJson() : toText());
    out.flush();
  }

  private JsonLine toJson() {
    JsonLine line =
        new JsonLine()
            .number("examples", delivered.examples())
            .number("batches", delivered.batches())
            .number("bytes", delivered.bytes())
            .number("seconds", seconds)
            .number("examples_per_second", examplesPerSecond())
            .number("starved_fraction", starvedFraction);
    if (verification != null) {
      line.object("sums", verification.sumsToJson()).string("digest", verification.digest());
    }
    return line;
  }

  private String toText() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%,d examples in %,d batches, %,d bytes, in %.3f s: %,.0f examples/s; %.0f %% of the time spent waiting for data",
                delivered.examples(),
                delivered.batches(),
                delivered.bytes(),
                seconds,
                examplesPerSecond(),
                100 * starvedFraction));
    if (verification != null) {
      text.append(verification.sumsToText());
      text.append(String.format("%ndigest: %s", verification.digest()));
    }
    return text.toString();
  }
}
