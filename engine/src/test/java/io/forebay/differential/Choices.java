package io.forebay.differential;

import java.util.List;

/// What the rules leave open, and the real queue has chosen.
interface Choices {
  /// No real queue: whatever comes first.
  Choices ANY =
      new Choices() {
        @Override
        public List<Row> rows(int op) {
          return null;
        }

        @Override
        public long size() {
          return UNKNOWN;
        }
      };

  /// A size that is not known.
  long UNKNOWN = -1;

  /// The rows that the operation of that number delivered; the model is sure that it has ended. Or
  /// null: any will do.
  List<Row> rows(int op);

  /// The queue's size after the operation that was started last, or [#UNKNOWN].
  long size();
}
