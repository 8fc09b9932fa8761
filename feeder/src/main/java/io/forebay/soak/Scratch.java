package io.forebay.soak;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Memory in which a thread writes, or gets, one element or several stacked ones, and the tensors
/// over it: made when first asked for, then reused, so that nothing is allocated once it is warm.
/// All of them lie in the same place.
final class Scratch {
  private static final int CACHED_LENGTHS = 256;

  private final Kind kind;
  private final int width;
  private final MemorySegment priorities;
  private final MemorySegment heads;
  private final MemorySegment data;
  private final @Nullable Tensor[][][] cache; // by rows, then by length of the data

  /// For up to `rows` elements.
  Scratch(Arena arena, Kind kind, int rows, int width) {
    this.kind = kind;
    this.width = width;
    this.priorities = arena.allocate((long) rows * Long.BYTES, Tensor.ALIGNMENT);
    this.heads = arena.allocate((long) rows * Content.HEAD * Long.BYTES, Tensor.ALIGNMENT);
    this.data = arena.allocate(Math.max(1, (long) rows * width), Tensor.ALIGNMENT);
    this.cache = new Tensor[rows + 1][][];
  }

  /// One element whose data have that length, each component of its own shape.
  Tensor[] one(int length) {
    return tensors(0, length);
  }

  /// So many elements, stacked, whose data have that length.
  Tensor[] rows(int rows, int length) {
    return tensors(rows, length);
  }

  private Tensor[] tensors(int rows, int length) {
    if (kind.varies() && width >= CACHED_LENGTHS) {
      return make(rows, length);
    }
    Tensor[][] ofRows = cache[rows];
    if (ofRows == null) {
      ofRows = new Tensor[kind.varies() ? width + 1 : 1][];
      cache[rows] = ofRows;
    }
    int at = kind.varies() ? length : 0;
    Tensor[] tensors = ofRows[at];
    if (tensors == null) {
      tensors = make(rows, length);
      ofRows[at] = tensors;
    }
    return tensors;
  }

  private Tensor[] make(int rows, int length) {
    boolean single = rows == 0;
    Shape head = single ? Shape.of(Content.HEAD) : Shape.of(rows, Content.HEAD);
    Shape bytes = single ? Shape.of(length) : Shape.of(rows, length);
    Tensor first = Tensor.of(DType.INT64, head, heads, 0);
    Tensor second = Tensor.of(DType.UINT8, bytes, data, 0);
    if (!kind.hasPriority()) {
      return new Tensor[] {first, second};
    }
    Shape each = single ? Shape.scalar() : Shape.of(rows);
    return new Tensor[] {Tensor.of(DType.INT64, each, priorities, 0), first, second};
  }
}
