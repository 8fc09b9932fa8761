package io.forebay.enqueuer;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.List;

/// Items that differ in dtype, shape and size: item i has i x 1000 floats, i strings, and no
/// components at all for every fifth; every seventh is skipped.
public final class MixedItems implements SequenceFactory {
  static final int LENGTH = 100;

  /// Made by name.
  public MixedItems() {}

  @Override
  public Sequence<Tensor[]> create(List<String> args) {
    return new Sequence<>() {
      @Override
      public int length() {
        return LENGTH;
      }

      @Override
      public Tensor[] get(int index) {
        return item(index);
      }
    };
  }

  static Tensor[] item(int index) {
    if (index % 7 == 6) {
      return null;
    }
    return index % 5 == 4
        ? new Tensor[0]
        : new Tensor[] {floats(index), texts(index), bools(index)};
  }

  private static Tensor floats(int index) {
    Tensor floats = Tensor.allocate(Arena.ofAuto(), DType.FLOAT32, Shape.of(index, 1_000));
    for (long i = 0; i < floats.elementCount(); i++) {
      floats.setFloat(i, index + i / 4f);
    }
    return floats;
  }

  private static Tensor texts(int index) {
    String[] texts = new String[index];
    for (int i = 0; i < index; i++) {
      texts[i] = "text %d of \u00e4 %d".formatted(i, index).repeat(i % 3);
    }
    return Tensor.ofStrings(Arena.ofAuto(), Shape.of(index), texts);
  }

  private static Tensor bools(int index) {
    Tensor bools = Tensor.allocate(Arena.ofAuto(), DType.BOOL, Shape.of(3));
    bools.setByte(index % 3, (byte) 1);
    return bools;
  }
}
