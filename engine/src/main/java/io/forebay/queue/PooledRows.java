package io.forebay.queue;

import io.forebay.payload.Payload;
import org.jspecify.annotations.Nullable;

/// The payloads that a batch drew, and the one in which it stacks them. Belongs to its batch.
final class PooledRows {
  /// What components in a payload are aligned to, in bytes.
  static final long ALIGNMENT = 64;

  final Payload[] rows;
  final Stacking stacking;
  int count;
  @Nullable Payload stack; // memory for the stacked rows, or none: the one row is shown where it is

  PooledRows(int maxRows, Stacking stacking) {
    this.rows = new Payload[maxRows];
    this.stacking = stacking;
  }
}
