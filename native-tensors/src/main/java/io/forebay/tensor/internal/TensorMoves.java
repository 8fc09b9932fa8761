package io.forebay.tensor.internal;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/// Tensors that are made once and moved from slot to slot, so that nothing is allocated in steady
/// state.
///
/// The owner alone moves and releases; bounds are the owner's concern. Not thread-safe.
public final class TensorMoves {
  private static Mover installed; // written once, by the class initialiser of Tensor

  /// Loads [Tensor] on first use; a class of its own, so that the two initialisers never wait for
  /// each other.
  private static final class Access {
    static final Mover MOVER = afterTensor();

    private static Mover afterTensor() {
      try {
        MethodHandles.lookup().ensureInitialized(Tensor.class);
        return installed;
      } catch (IllegalAccessException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  private TensorMoves() {}

  /// What [Tensor] lends to this class, and to nobody else.
  public interface Mover {
    /// A tensor that lies nowhere yet.
    Tensor nowhere(DType dtype, Shape shape);

    /// Moves it.
    void move(Tensor tensor, MemorySegment base, long offset, Shape shape);

    /// Makes it and its views throw until it is moved again.
    void release(Tensor tensor);
  }

  /// Called by [Tensor] when it is initialised.
  public static void install(Mover tensorMover) {
    installed = tensorMover;
  }

  /// A tensor that lies nowhere: it throws until it is moved.
  public static Tensor nowhere(DType dtype, Shape shape) {
    return Access.MOVER.nowhere(dtype, shape);
  }

  /// Moves the tensor to byte `offset` of `base`; views taken of it before throw from now on.
  public static void move(Tensor tensor, MemorySegment base, long offset, Shape shape) {
    Access.MOVER.move(tensor, base, offset, shape);
  }

  /// Makes the tensor, and every view taken of it, throw until it is moved again.
  public static void release(Tensor tensor) {
    Access.MOVER.release(tensor);
  }
}
