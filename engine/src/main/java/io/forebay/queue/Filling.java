package io.forebay.queue;

import io.forebay.payload.Payload;

/// What the rows of a claim will hold, for payloads to be acquired before the position is claimed.
interface Filling {
  /// What row `row` costs of the byte budget.
  long cost(int row);

  /// How large a block it needs, in bytes; 0 for none.
  long blockBytes(int row);

  /// Places the components of row `row`, and copies what there is to copy.
  void fill(int row, Payload payload);
}
