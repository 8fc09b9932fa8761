package io.forebay.queue;

import io.forebay.payload.Payload;

/// In which order payloads leave the stock. Touched by the head of the consumers' line only.
interface Order {
  /// The payload was published, or is a tombstone.
  void add(Payload payload);

  /// Draws one; there is one.
  Payload next();

  /// The first `count` payloads, drawn in this order, can be drawn again, before all others where
  /// that means something.
  void putBack(Payload[] payloads, int count);

  /// How many may be drawn.
  int count();

  /// True if payloads cannot be drawn yet because an earlier claim is not done.
  boolean hasEarly();

  /// The one that will be drawn next, where that is known, or any; there is one.
  Payload oldest();
}
