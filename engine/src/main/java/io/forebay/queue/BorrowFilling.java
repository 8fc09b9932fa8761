package io.forebay.queue;

import io.forebay.payload.Payload;
import io.forebay.tensor.Tensor;

/// One row that stays in the caller's memory. Reused with its claim.
final class BorrowFilling implements Filling {
  private static final Tensor[] NONE = {};
  private static final Runnable NOBODY = () -> {};

  private Tensor[] components = NONE;
  private Runnable released = NOBODY;

  /// The next row lies in those tensors; `whenReleased` is to run when the queue no longer needs
  /// it.
  void element(Tensor[] tensors, Runnable whenReleased) {
    components = tensors;
    released = whenReleased;
  }

  /// Forgets the tensors.
  void clear() {
    components = NONE;
    released = NOBODY;
  }

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
