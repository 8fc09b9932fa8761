package io.forebay.input;

import io.forebay.error.InvalidArgumentException;
import io.forebay.queue.Batch;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.ElementSpec;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import java.util.stream.Stream;

/// Rows of several tensors by the indices that a queue tells.
final class SlicesByIndex implements QueuedSource<Tensor[]> {
  private final TensorQueue indices;
  private final Tensor[] tensors;

  private SlicesByIndex(TensorQueue indices, Tensor[] tensors) {
    this.indices = indices;
    this.tensors = tensors;
  }

  static Examples<Tensor[]> examples(TensorQueue indices, Tensor[] tensors) {
    ElementSpec row = new ElementSpec(Stream.of(tensors).map(Producers::row).toList());
    return Examples.single(new SlicesByIndex(indices, tensors), row);
  }

  @Override
  public Tensor[] newRecord() {
    return new Tensor[tensors.length];
  }

  /// `OutOfRangeException` is the end.
  @Override
  public boolean next(Tensor[] record, Wait wait) throws InterruptedException {
    int index;
    try (Batch one = indices.newBatch(1)) {
      indices.dequeue(one, wait);
      index = one.component(0).getInt(0);
    }
    for (int c = 0; c < record.length; c++) {
      record[c] = row(c, index);
    }
    return true;
  }

  private Tensor row(int c, int index) {
    if (index >= tensors[c].shape().dim(0)) {
      throw new InvalidArgumentException(
          "slices: row "
              + index
              + " of tensor "
              + c
              + ", "
              + tensors[c]
              + " (expected: as many"
              + " rows as tensor 0)");
    }
    return tensors[c].row(index);
  }
}
