package io.forebay.differential;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How an operation ended.
///
/// @param status success, or which error
/// @param rows what a dequeue delivered; of a padded batch `width` is the width of the whole batch
/// @param number the answer of size and isClosed (0, 1); else 0
/// @param detail what else an error tells, see [#shortage] and [#rowsIn]; empty if it tells nothing
record Outcome(Status status, List<Row> rows, long number, String detail) {
  /// An expected detail that may be any.
  static final String ANYTHING = "anything";

  private static final Pattern SHORTAGE = Pattern.compile("requested \\d+, current size \\d+");

  enum Status {
    OK,
    CANCELLED,
    OUT_OF_RANGE,
    INVALID_ARGUMENT,
    /// What no operation may end with; the detail tells.
    UNEXPECTED
  }

  Outcome(Status status, List<Row> rows, long number) {
    this(status, rows, number, "");
  }

  /// Success, with nothing to tell.
  static final Outcome DONE = new Outcome(Status.OK, List.of(), 0);

  /// Success of a dequeue.
  static Outcome delivered(List<Row> rows) {
    return new Outcome(Status.OK, rows, 0);
  }

  /// Success of a question.
  static Outcome answer(long number) {
    return new Outcome(Status.OK, List.of(), number);
  }

  /// A failure that tells nothing.
  static Outcome failed(Status status) {
    return failed(status, "");
  }

  /// A failure.
  static Outcome failed(Status status, String detail) {
    return new Outcome(status, List.of(), 0, detail);
  }

  /// The detail of an OutOfRange: what its message says was requested and was there.
  static String shortage(String message) {
    Matcher matcher = SHORTAGE.matcher(message);
    return matcher.find() ? matcher.group() : "";
  }

  /// The same, expected.
  static String shortage(long requested, long size) {
    return "requested " + requested + ", current size " + size;
  }

  /// The detail of a cancelled enqueueMany.
  static String rowsIn(long rows) {
    return rows + " rows are in";
  }

  /// True if the other outcome is as this one, which was expected, says; it may tell less.
  boolean admits(Outcome real) {
    return status == real.status
        && number == real.number
        && rows.equals(real.rows)
        && (real.detail.isEmpty() || detail.equals(ANYTHING) || real.detail.equals(detail));
  }

  @Override
  public String toString() {
    String told = detail.isEmpty() ? "" : " (" + detail + ")";
    String given = rows.isEmpty() ? "" : " " + Row.list(rows);
    return status + (number == 0 ? "" : " " + number) + given + told;
  }
}
