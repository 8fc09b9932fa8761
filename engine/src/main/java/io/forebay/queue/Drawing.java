package io.forebay.queue;

/// How rows may leave a stock.
///
/// @param capacity of the queue; what stands for no bound is larger than any request
/// @param minAfterDequeue rows that stay behind while the queue is open (R2)
/// @param onlyWhenFull draw only from a full or closed queue, so that the order is reproducible
/// @param holdsWhileWaiting a request that waits may hold rows, and does while a producer waits for
///   room; otherwise it takes all at once (P5)
record Drawing(int capacity, int minAfterDequeue, boolean onlyWhenFull, boolean holdsWhileWaiting) {
  static Drawing inOrder(int capacity) {
    return new Drawing(bounded(capacity), 0, false, true);
  }

  static Drawing shuffled(int capacity, ShuffleConfig shuffle) {
    return new Drawing(bounded(capacity), shuffle.minAfterDequeue(), shuffle.deterministic(), true);
  }

  static Drawing smallestFirst(int capacity) {
    return new Drawing(bounded(capacity), 0, false, false);
  }

  private static int bounded(int capacity) {
    return capacity < 0 ? QueueConfig.MAX_CAPACITY : capacity;
  }

  /// The largest claim, all or nothing, that never waits for ever. A larger one than `capacity -
  /// minAfterDequeue` could, while a consumer waits for more than `minAfterDequeue`. Of a queue
  /// drawn from only when it is full, a claim of 2 that meets a single free row would; and where
  /// requests hold nothing, one that meets a request for all that is stored.
  int largestClaim() {
    return onlyWhenFull || !holdsWhileWaiting ? 1 : Math.max(1, capacity - minAfterDequeue);
  }
}
