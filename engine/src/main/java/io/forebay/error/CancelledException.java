package io.forebay.error;

import org.jspecify.annotations.Nullable;

/// The operation was cancelled while it waited, or the queue is closed to enqueues.
public final class CancelledException extends OpException {
  private static final long serialVersionUID = 1L;

  private final long rowsEnqueued;

  /// With that message; nothing was enqueued.
  public CancelledException(String message) {
    this(message, null);
  }

  /// With that message and cause; nothing was enqueued.
  public CancelledException(String message, @Nullable Throwable cause) {
    super(Code.CANCELLED, message, cause);
    this.rowsEnqueued = 0;
  }

  /// With that message, after `rowsEnqueued` rows of an enqueueMany went in; those stay.
  public CancelledException(String message, long rowsEnqueued) {
    super(Code.CANCELLED, message, null);
    this.rowsEnqueued = rowsEnqueued;
  }

  /// How many rows of an enqueueMany are in the queue nevertheless; 0 for every other operation.
  public long rowsEnqueued() {
    return rowsEnqueued;
  }
}
