package io.forebay.enqueuer;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.List;

/// As many numbers as its argument says: an item is its index times a factor, which every end of an
/// epoch multiplies by 5, and the number of the process.
public final class TensorNumbers implements SequenceFactory {
  /// Made by name.
  public TensorNumbers() {}

  @Override
  public Sequence<Tensor[]> create(List<String> args) {
    return new Items(Integer.parseInt(args.getFirst()));
  }

  /// Which number it is.
  static long number(Tensor[] item) {
    return item[0].getLong(0);
  }

  /// Which process made it.
  static long pid(Tensor[] item) {
    return item[1].getLong(0);
  }

  /// The tensors are the same all the time.
  private static final class Items implements Sequence<Tensor[]> {
    private final int length;
    private final Tensor number = Tensor.allocate(Arena.ofAuto(), DType.INT64, Shape.scalar());
    private final Tensor pid = Tensor.allocate(Arena.ofAuto(), DType.INT64, Shape.of(1));
    private long factor = 1;

    Items(int length) {
      this.length = length;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public Tensor[] get(int index) {
      number.setLong(0, index * factor);
      pid.setLong(0, ProcessHandle.current().pid());
      return new Tensor[] {number, pid};
    }

    @Override
    public void onEpochEnd() {
      factor *= 5;
    }
  }
}
