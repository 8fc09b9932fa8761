package io.forebay.input;

import io.forebay.error.InvalidArgumentException;
import io.forebay.queue.Batch;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorMoves;
import io.forebay.tensor.TensorSpec;
import io.forebay.wait.Wait;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rows of several tensors by the indices that a queue tells. A record's tensors are moved from row
/// to row, so that numbers are read without garbage.
final class SlicesByIndex implements QueuedSource<Tensor[]> {
  private final TensorQueue indices;
  private final Tensor[] tensors;
  private final ElementSpec row;
  private final ThreadLocal<Batch> index; // closed between calls, so that it holds nothing

  private SlicesByIndex(TensorQueue indices, Tensor[] tensors, ElementSpec row) {
    this.indices = indices;
    this.tensors = tensors;
    this.row = row;
    this.index = ThreadLocal.withInitial(() -> indices.newBatch(1));
  }

  static Examples<Tensor[]> examples(TensorQueue indices, Tensor[] tensors) {
    ElementSpec row = new ElementSpec(Stream.of(tensors).map(Producers::row).toList());
    return Examples.single(new SlicesByIndex(indices, tensors, row), row);
  }

  @Override
  public Tensor[] newRecord() {
    return new Tensor[tensors.length];
  }

  /// `OutOfRangeException` is the end.
  @Override
  public boolean next(Tensor[] record, Wait wait) throws InterruptedException {
    int here = nextIndex(wait);
    for (int c = 0; c < record.length; c++) {
      requireRow(c, here);
      record[c] = row(c, here, record[c]);
    }
    return true;
  }

  private int nextIndex(Wait wait) throws InterruptedException {
    try (Batch one = index.get()) {
      indices.dequeue(one, wait);
      return one.component(0).getInt(0);
    }
  }

  private void requireRow(int c, int here) {
    if (here >= tensors[c].shape().dim(0)) {
      throw new InvalidArgumentException(
          "slices: row "
              + here
              + " of tensor "
              + c
              + ", "
              + tensors[c]
              + " (expected: as many rows as tensor 0)");
    }
  }

  private Tensor row(int c, int here, @Nullable Tensor last) {
    Tensor all = tensors[c];
    if (!all.dtype().isFixedSize()) {
      return all.row(here);
    }
    TensorSpec spec = row.component(c);
    Tensor view = last == null ? TensorMoves.nowhere(spec.dtype(), spec.shape()) : last;
    TensorMoves.move(view, all.base(), all.byteOffset() + here * spec.byteSize(), spec.shape());
    return view;
  }
}
