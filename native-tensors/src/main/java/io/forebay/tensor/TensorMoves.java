package io.forebay.tensor;

import java.lang.foreign.MemorySegment;

/// For owners of memory: tensors that are made once and moved from place to place, so that nothing
/// is allocated in steady state.
///
/// The owner alone moves and releases; bounds are the owner's concern. Not thread-safe.
public final class TensorMoves {
  private TensorMoves() {}

  /// A tensor that lies nowhere: it throws until it is moved.
  public static Tensor nowhere(DType dtype, Shape shape) {
    return Tensor.nowhere(dtype, shape);
  }

  /// Moves the tensor to byte `offset` of `base`; views taken of it before throw from now on. Of
  /// strings: the table lies there, and the data right behind it.
  public static void move(Tensor tensor, MemorySegment base, long offset, Shape shape) {
    tensor.move(base, offset, shape);
  }

  /// As [#release], but the tensor keeps its memory reachable: for memory that lives as long as the
  /// tensor's owner. Moving it back there is cheap.
  public static void withdraw(Tensor tensor) {
    tensor.withdraw();
  }

  /// Makes the tensor, and every view taken of it, throw until it is moved again.
  public static void release(Tensor tensor) {
    tensor.release();
  }
}
