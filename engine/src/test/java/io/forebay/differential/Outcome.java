package io.forebay.differential;

import java.util.List;

/// How an operation ended.
///
/// @param status success, or which error
/// @param rows what a dequeue delivered; of a padded batch `width` is the width of the whole batch
/// @param number the answer of size and isClosed (0, 1); else 0
record Outcome(Status status, List<Row> rows, long number) {
  enum Status {
    OK,
    CANCELLED,
    OUT_OF_RANGE,
    INVALID_ARGUMENT
  }
}
