package io.forebay.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;

/// Tensors of every dtype and shape whose values follow from an id, none of them zero, and a look
/// at where they are, padded or not.
final class Content {
  private Content() {}

  /// A tensor of that id.
  static Tensor of(DType dtype, Shape shape, long id) {
    int count = Math.toIntExact(shape.elementCount());
    if (dtype == DType.STRING) {
      String[] texts = IntStream.range(0, count).mapToObj(i -> text(id, i)).toArray(String[]::new);
      return Tensor.ofStrings(Arena.ofAuto(), shape, texts);
    }
    Tensor tensor = Tensor.allocate(Arena.ofAuto(), dtype, shape);
    MemorySegment bytes = tensor.segment();
    for (long i = 0; i < bytes.byteSize(); i++) {
      bytes.set(ValueLayout.JAVA_BYTE, i, byteOf(id, i));
    }
    return tensor;
  }

  /// Checks a tensor that should hold what [#of] made in the corner of low indices, and zeros, or
  /// empty strings, elsewhere.
  static void check(Tensor padded, Shape own, long id) {
    assertEquals(own.rank(), padded.shape().rank());
    for (long at = 0; at < padded.elementCount(); at++) {
      long index = indexWithin(own, padded.shape(), at);
      if (padded.dtype() == DType.STRING) {
        assertEquals(index < 0 ? "" : text(id, index), padded.getString(at));
      } else {
        checkNumber(padded, at, index, id);
      }
    }
  }

  private static void checkNumber(Tensor padded, long at, long index, long id) {
    int size = padded.dtype().bytes();
    MemorySegment bytes = padded.segment();
    for (int b = 0; b < size; b++) {
      byte expected = index < 0 ? 0 : byteOf(id, index * size + b);
      assertEquals(
          expected,
          bytes.get(ValueLayout.JAVA_BYTE, at * size + b),
          () -> padded + ", value " + at + " of element " + id);
    }
  }

  /// The place in the smaller shape of value `at` of the larger one; -1 if it has none.
  private static long indexWithin(Shape own, Shape padded, long at) {
    long rest = at;
    long index = 0;
    long step = 1;
    for (int axis = own.rank() - 1; axis >= 0; axis--) {
      long coordinate = rest % padded.dim(axis);
      rest /= padded.dim(axis);
      if (coordinate >= own.dim(axis)) {
        return -1;
      }
      index += coordinate * step;
      step *= own.dim(axis);
    }
    return index;
  }

  private static byte byteOf(long id, long place) {
    return (byte) (1 + Math.floorMod(id * 31 + place * 7, 255L));
  }

  /// Of different lengths, some empty, in letters of one to four bytes.
  private static String text(long id, long index) {
    int length = (int) Math.floorMod(id + 3 * index, 6L);
    return "é𝄞-".repeat(length / 2) + (id + "." + index).substring(0, length > 0 ? 2 : 0);
  }
}
