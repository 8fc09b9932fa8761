package io.forebay.differential;

/// What a script's queue is made with.
///
/// @param kind FIFO, ..
/// @param capacity elements; 0: nothing fits; negative: unbounded
/// @param minAfterDequeue of a shuffle queue
/// @param inBytes the capacity is that of a byte budget: as many bytes as so many elements take
///   (Forebay)
record Setting(Kind kind, int capacity, int minAfterDequeue, boolean inBytes) {
  Setting(Kind kind, int capacity, int minAfterDequeue) {
    this(kind, capacity, minAfterDequeue, false);
  }

  /// The same with another capacity.
  Setting withCapacity(int other) {
    return new Setting(kind, other, minAfterDequeue, inBytes);
  }

  /// The same with other elements that stay.
  Setting withMinAfterDequeue(int other) {
    return new Setting(kind, capacity, other, inBytes);
  }

  @Override
  public String toString() {
    return kind
        + " queue, capacity "
        + (capacity < 0 ? "unbounded" : capacity)
        + (inBytes ? " in bytes" : "")
        + (kind == Kind.SHUFFLE ? ", minAfterDequeue " + minAfterDequeue : "");
  }
}
