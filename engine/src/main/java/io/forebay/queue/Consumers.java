package io.forebay.queue;

/// The consumers' half of a queue: takes rows for batches.
interface Consumers {
  /// Takes what the request asks for into the batch, which is closed.
  ///
  /// @return false if the time ran out
  boolean take(Batch batch, Request request) throws InterruptedException;

  /// Gives back what the batch held.
  void release(Batch batch);

  /// Rows stored outside the channel: handed back by requests that failed.
  long rowsKept();

  /// Nanoseconds that dequeues waited.
  long blockedNanos();

  /// Batches that were copies.
  long copies();
}
