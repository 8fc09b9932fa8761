package io.forebay.ring;

/// Consecutive positions claimed or taken together: `[first, first + span)`, of which `live` hold a
/// row and the rest are tombstones. Reused by its one owner; written by [Ring] only.
public final class Run {
  private long first;
  private int span;
  private int live;

  /// An empty run.
  public Run() {}

  /// The first position.
  public long first() {
    return first;
  }

  /// Number of positions.
  public int span() {
    return span;
  }

  /// Number of positions that hold a row.
  public int live() {
    return live;
  }

  /// The position behind the last.
  public long end() {
    return first + span;
  }

  /// Makes it empty.
  public void clear() {
    set(0, 0, 0);
  }

  void set(long firstPosition, int positions, int rows) {
    this.first = firstPosition;
    this.span = positions;
    this.live = rows;
  }
}
