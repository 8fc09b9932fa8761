package io.forebay.queue;

import io.forebay.tensor.Tensor;
import java.lang.foreign.MemorySegment;

/// Copies between the caller's tensors, which were checked, and rows of a queue.
final class Copies {
  /// Copies one element into its slot.
  static final ElementWriter<Tensor[], RuntimeException> INTO_SLOT =
      (components, slot) -> {
        for (int c = 0; c < components.length; c++) {
          slot.component(c).copyFrom(components[c]);
        }
      };

  private Copies() {}

  /// Copies rows of stacked tensors, from row `from` on, into all rows of the claim.
  static void in(TensorQueue queue, Claim claim, Tensor[] stacked, long from) {
    Slots slots = queue.slots();
    Channel channel = queue.channel();
    for (int c = 0; c < stacked.length; c++) {
      if (channel.claimsAreRuns()) {
        slots.copyRunIn(c, stacked[c], from, channel.slot(claim, 0), claim.rows());
      } else {
        for (int row = 0; row < claim.rows(); row++) {
          slots.copyIn(c, stacked[c], from + row, channel.slot(claim, row));
        }
      }
    }
  }

  /// Copies all rows of the batch into the caller's tensors; true.
  static boolean out(Batch batch, Tensor[] out) {
    for (int c = 0; c < out.length; c++) {
      Tensor rows = batch.component(c);
      MemorySegment.copy(
          rows.base(), rows.byteOffset(), out[c].base(), out[c].byteOffset(), rows.byteSize());
    }
    return true;
  }
}
