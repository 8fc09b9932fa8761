package io.forebay.queue;

/// A channel whose published rows one reader at a time takes note of, in a [Stock].
interface StockChannel extends Channel {
  /// True if the row at that position of the publishing order was published. Volatile: for looking
  /// again before parking.
  boolean isPublished(long position);

  /// How many rows were given up so far.
  long givenUp();
}
