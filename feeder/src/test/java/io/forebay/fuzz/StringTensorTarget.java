package io.forebay.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.tensor.TensorPacking;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Any bytes as the memory of a tensor: dtype, number of values, where it begins, then the memory,
/// which ends where the input ends.
public final class StringTensorTarget {
  private static final Limit LIMIT = new Limit(1 << 20, 1024, 1 << 16, 64);

  private static final int READ = 64; // so many values are looked at

  private StringTensorTarget() {}

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] input) {
    LIMIT.check(input, StringTensorTarget::read);
  }

  private static void read(byte[] bytes) {
    Input input = new Input(bytes);
    int options = input.next();
    DType dtype =
        (options & 1) == 0 ? DType.STRING : DType.values()[(options >> 2) % DType.values().length];
    long[] dims = {input.nextLong()};
    long offset = (options & 2) == 0 ? input.next() : input.nextLong();
    byte[] content = input.rest();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(content.length, 1);
      MemorySegment.copy(content, 0, memory, ValueLayout.JAVA_BYTE, 0, content.length);
      Tensor tensor;
      try {
        tensor = Tensor.of(dtype, Shape.of(dims), memory, offset);
      } catch (IllegalArgumentException | IndexOutOfBoundsException refused) {
        return;
      }
      assertTrue(tensor.elementCount() * Math.min(1, tensor.byteSize()) <= content.length);
      look(tensor, arena);
    }
  }

  private static void look(Tensor tensor, Arena arena) {
    MemorySegment copy = arena.allocate(TensorPacking.packedBytes(tensor), 1);
    TensorPacking.pack(tensor, copy, 0);
    Tensor packed = Tensor.of(tensor.dtype(), tensor.shape(), copy, 0);
    assertEquals(tensor.byteSize(), packed.segment().byteSize());
    if (tensor.dtype() != DType.STRING) {
      assertEquals(-1, tensor.segment().mismatch(packed.segment()));
      return;
    }
    for (long i = 0; i < Math.min(READ, tensor.elementCount()); i++) {
      assertEquals(tensor.stringLength(i), tensor.stringBytes(i).byteSize());
      assertEquals(tensor.getString(i), packed.getString(i));
    }
  }
}
