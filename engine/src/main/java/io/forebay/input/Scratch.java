package io.forebay.input;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/// Memory of the workers of one input beside the queue; none until the first asks. Thread-safe.
final class Scratch {
  private @Nullable Arena arena; // guarded by this

  /// A new tensor of zeros, valid until [#free].
  synchronized Tensor tensor(DType dtype, Shape shape) {
    if (arena == null) {
      arena = Arena.ofShared();
    }
    return Tensor.allocate(arena, dtype, shape);
  }

  /// Returns the memory.
  synchronized void free() {
    if (arena != null) {
      arena.close();
      arena = null;
    }
  }
}
