package io.forebay.queue;

import io.forebay.payload.Payload;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorPacking;
import io.forebay.tensor.memory.Alignment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rows copied from the caller's tensors: one element, or rows of stacked ones. Reused with its
/// claim.
final class CopyFilling implements Filling {
  private static final Tensor[] NONE = {};

  private Tensor[] tensors = NONE;
  private final @Nullable Shape[] rowShapes;
  private boolean stacked;
  private long from;

  CopyFilling(int components) {
    this.rowShapes = new Shape[components];
  }

  /// One element.
  void element(Tensor[] components) {
    tensors = components;
    stacked = false;
  }

  /// Rows of stacked tensors, from row `first` on.
  void rows(Tensor[] components, long first) {
    if (!stacked || tensors != components) {
      tensors = components;
      stacked = true;
      for (int c = 0; c < components.length; c++) {
        rowShapes[c] = StackedShapes.row(components[c].shape(), rowShapes[c]);
      }
    }
    from = first;
  }

  /// Forgets the tensors.
  void clear() {
    tensors = NONE;
    stacked = false;
  }

  @Override
  public long cost(int row) {
    long bytes = 0;
    for (Tensor tensor : tensors) {
      bytes += bytes(tensor, row);
    }
    return bytes;
  }

  @Override
  public long blockBytes(int row) {
    long bytes = 0;
    for (Tensor tensor : tensors) {
      bytes += Alignment.roundUp(bytes(tensor, row), PooledRows.ALIGNMENT);
    }
    return Math.max(1, bytes);
  }

  @Override
  public void fill(int row, Payload payload) {
    long at = payload.start();
    for (int c = 0; c < tensors.length; c++) {
      Tensor tensor = tensors[c];
      payload.place(c, payload.memory(), at, shape(c));
      if (stacked) {
        TensorPacking.packRow(tensor, from + row, payload.memory(), at);
      } else {
        TensorPacking.pack(tensor, payload.memory(), at);
      }
      at += Alignment.roundUp(bytes(tensor, row), PooledRows.ALIGNMENT);
    }
  }

  private Shape shape(int c) {
    return stacked ? Objects.requireNonNull(rowShapes[c]) : tensors[c].shape();
  }

  private long bytes(Tensor tensor, int row) {
    return stacked
        ? TensorPacking.packedRowBytes(tensor, from + row)
        : TensorPacking.packedBytes(tensor);
  }
}
