package io.forebay.queue;

import io.forebay.payload.Payload;
import io.forebay.tensor.Tensor;

/// One row that stays in the caller's memory.
///
/// @param components where it lies
/// @param released what to run when the queue no longer needs it
record BorrowFilling(Tensor[] components, Runnable released) implements Filling {
  @Override
  public long cost(int row) {
    return 0;
  }

  @Override
  public long blockBytes(int row) {
    return 0;
  }

  @Override
  public void fill(int row, Payload payload) {
    for (int c = 0; c < components.length; c++) {
      Tensor tensor = components[c];
      payload.place(c, tensor.base(), tensor.byteOffset(), tensor.shape());
    }
    payload.borrow(released);
  }
}
