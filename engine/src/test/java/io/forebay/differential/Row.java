package io.forebay.differential;

import java.util.List;
import java.util.stream.Collectors;

/// One element of a script.
///
/// Every kind of queue has a component `id`, an int64 scalar, unique in its script. A padding queue
/// has a second one, an int32 vector of `width` values, each the id. A priority queue has the
/// priority in front. What a kind does not have is 0.
///
/// @param id unique in its script
/// @param width length of the vector (padding queues)
/// @param priority smaller ones leave first (priority queues)
record Row(long id, int width, long priority) {
  /// The same, padded.
  Row withWidth(int newWidth) {
    return newWidth == width ? this : new Row(id, newWidth, priority);
  }

  /// Several, readable.
  static String list(List<Row> rows) {
    return rows.stream().map(Row::toString).collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public String toString() {
    return "#"
        + id
        + (width == 0 ? "" : " of width " + width)
        + (priority == 0 ? "" : " of priority " + priority);
  }
}
