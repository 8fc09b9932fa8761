package io.forebay.input;

import io.forebay.error.InvalidArgumentException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import java.util.Objects;
import java.util.function.Function;

/// Chooses the rows of a chunk that are enqueued; their order is kept (B13). Called by all workers
/// at once.
@FunctionalInterface
public interface RowFilter {
  /// Whether row `row` of the chunk is enqueued.
  boolean keep(Tensor[] chunk, long row);

  /// Chooses by a BOOL tensor of one value a row, `[n]`. The function is called for every row, and
  /// usually picks one of several tensors that belong to the chunk.
  ///
  /// A tensor of another shape or dtype ends the input with [InvalidArgumentException].
  static RowFilter mask(Function<? super Tensor[], Tensor> masks) {
    Objects.requireNonNull(masks, "masks");
    return (chunk, row) -> {
      Tensor mask = masks.apply(chunk);
      if (mask.dtype() != DType.BOOL
          || mask.shape().rank() != 1
          || mask.shape().dim(0) != chunk[0].shape().dim(0)) {
        throw new InvalidArgumentException(
            "keepInput: " + mask + " (expected: BOOL[" + chunk[0].shape().dim(0) + "])");
      }
      return mask.getByte(row) != 0;
    };
  }
}
