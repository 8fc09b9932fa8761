package io.forebay.bench.rows;

/// How many threads write and how many read.
///
/// @param producers threads that write
/// @param consumers threads that read
public record Threads(int producers, int consumers) {
  /// Such as `3P1C`.
  @Override
  public String toString() {
    return producers + "P" + consumers + "C";
  }
}
