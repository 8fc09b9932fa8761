package io.forebay.queue;

import io.forebay.tensor.Tensor;
import io.forebay.tensor.memory.BulkCopy;

/// Copies from a batch to the caller's tensors, which were checked.
final class Copies {
  private Copies() {}

  /// Copies all rows of the batch into the caller's tensors; true.
  static boolean out(Batch batch, Tensor[] out) {
    for (int c = 0; c < out.length; c++) {
      Tensor rows = batch.component(c);
      BulkCopy.copy(
          rows.base(), rows.byteOffset(), out[c].base(), out[c].byteOffset(), rows.byteSize());
    }
    return true;
  }
}
