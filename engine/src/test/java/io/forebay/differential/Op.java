package io.forebay.differential;

import java.util.List;

/// One operation of a script, each started by a caller of its own.
sealed interface Op {
  /// Enqueues one element.
  record Enqueue(Row row) implements Op {
    @Override
    public String toString() {
      return "enqueue " + row;
    }
  }

  /// Enqueues several; there may be none. Their widths are equal.
  record EnqueueMany(List<Row> rows) implements Op {
    @Override
    public String toString() {
      return "enqueueMany " + Row.list(rows);
    }
  }

  /// Enqueues an element whose `id` has the shape [2] (stacked: [2, 2]).
  record EnqueueWrongShape(boolean many) implements Op {}

  /// Dequeues one element.
  record Dequeue() implements Op {
    @Override
    public String toString() {
      return "dequeue";
    }
  }

  /// Dequeues `n`, never fewer; 0 is allowed, and negative numbers are refused.
  record DequeueMany(int n) implements Op {
    @Override
    public String toString() {
      return "dequeueMany " + n;
    }
  }

  /// Dequeues `n`; after a close, what is left.
  record DequeueUpTo(int n) implements Op {
    @Override
    public String toString() {
      return "dequeueUpTo " + n;
    }
  }

  /// Closes it, plainly or with cancel.
  record Close(boolean cancelPendingEnqueues) implements Op {
    @Override
    public String toString() {
      return "close(" + cancelPendingEnqueues + ")";
    }
  }

  /// Asks for the size.
  record Size() implements Op {
    @Override
    public String toString() {
      return "size";
    }
  }

  /// Asks whether it is closed.
  record IsClosed() implements Op {
    @Override
    public String toString() {
      return "isClosed";
    }
  }

  /// Cancels the caller of the script's operation number `index`, if that still waits; or before it
  /// begins, if that comes later.
  record Cancel(int index) implements Op {
    @Override
    public String toString() {
      return "cancel the caller of " + index;
    }
  }
}
