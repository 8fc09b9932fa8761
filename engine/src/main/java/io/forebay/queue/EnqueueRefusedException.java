package io.forebay.queue;

import io.forebay.tensor.memory.MemoryRefusedException;

/// Memory for an enqueueMany was refused after some of its rows went in; those stay.
public final class EnqueueRefusedException extends MemoryRefusedException {
  private static final long serialVersionUID = 1L;

  private final long rowsEnqueued;

  EnqueueRefusedException(MemoryRefusedException refused, String more, long rowsEnqueued) {
    super(refused, more);
    this.rowsEnqueued = rowsEnqueued;
  }

  /// How many rows are in.
  public long rowsEnqueued() {
    return rowsEnqueued;
  }
}
