package io.forebay.differential;

import java.util.List;

/// One operation of a script, each started by a caller of its own.
sealed interface Op {
  /// Enqueues one element.
  record Enqueue(Row row) implements Op {}

  /// Enqueues several; there may be none.
  record EnqueueMany(List<Row> rows) implements Op {}

  /// Enqueues an element whose `id` has the shape [2] (stacked: [2, 2]).
  record EnqueueWrongShape(boolean many) implements Op {}

  /// Dequeues one element.
  record Dequeue() implements Op {}

  /// Dequeues `n`, never fewer; 0 is allowed, and negative numbers are refused.
  record DequeueMany(int n) implements Op {}

  /// Dequeues `n`; after a close, what is left.
  record DequeueUpTo(int n) implements Op {}

  /// Closes it, plainly or with cancel.
  record Close(boolean cancelPendingEnqueues) implements Op {}

  /// Asks for the size.
  record Size() implements Op {}

  /// Asks whether it is closed.
  record IsClosed() implements Op {}

  /// Cancels the caller of the script's operation number `index`, if that still waits.
  record Cancel(int index) implements Op {}
}
