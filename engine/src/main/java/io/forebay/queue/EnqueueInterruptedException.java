package io.forebay.queue;

/// An enqueueMany was interrupted after some of its rows went in; those stay.
public final class EnqueueInterruptedException extends InterruptedException {
  private static final long serialVersionUID = 1L;

  private final long rowsEnqueued;

  EnqueueInterruptedException(String message, long rowsEnqueued) {
    super(message);
    this.rowsEnqueued = rowsEnqueued;
  }

  /// How many rows are in.
  public long rowsEnqueued() {
    return rowsEnqueued;
  }
}
