package io.forebay.queue;

/// The consumers' half of a queue: takes rows for batches.
interface Consumers {
  /// Takes what the request asks for into the batch, which is closed.
  ///
  /// @return false if the time ran out
  boolean take(Batch batch, Request request) throws InterruptedException;

  /// Lays out a batch of no rows, which is closed.
  void takeNothing(Batch batch);

  /// Gives back what the batch held.
  void release(Batch batch);

  /// How many batches hold memory of the queue outside its slots.
  long openBatches();

  /// Rows stored outside the channel: handed back by requests that failed.
  long rowsKept();

  /// Nanoseconds that dequeues waited.
  long blockedNanos();

  /// Batches that were copies.
  long copies();

  /// The queue is being freed: what is stored is thrown away, and those who lent memory are told.
  void discard();
}
