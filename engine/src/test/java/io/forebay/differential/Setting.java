package io.forebay.differential;

/// What a script's queue is made with.
///
/// @param kind FIFO, ..
/// @param capacity elements; 0: nothing fits; negative: unbounded
/// @param minAfterDequeue of a shuffle queue
record Setting(Kind kind, int capacity, int minAfterDequeue) {
  @Override
  public String toString() {
    return kind
        + " queue, capacity "
        + (capacity < 0 ? "unbounded" : capacity)
        + (kind == Kind.SHUFFLE ? ", minAfterDequeue " + minAfterDequeue : "");
  }
}
