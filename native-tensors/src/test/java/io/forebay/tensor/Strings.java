package io.forebay.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.LongStream;

/// String tensors for tests.
final class Strings {
  private static final ValueLayout.OfLong PLACE = (ValueLayout.OfLong) DType.INT64.layout();

  private Strings() {}

  /// All strings of the tensor, row-major.
  static List<String> of(Tensor tensor) {
    return LongStream.range(0, tensor.elementCount()).mapToObj(tensor::getString).toList();
  }

  /// The first `places` entries of the table at byte `at`.
  static List<Long> table(MemorySegment memory, long at, long places) {
    return LongStream.range(0, places).mapToObj(i -> memory.get(PLACE, at + 8 * i)).toList();
  }

  /// A segment of 64 bytes with this table at byte `at`.
  static MemorySegment withTable(Arena arena, long at, long... places) {
    MemorySegment memory = arena.allocate(64);
    for (int i = 0; i < places.length; i++) {
      memory.set(PLACE, at + 8L * i, places[i]);
    }
    return memory;
  }
}
