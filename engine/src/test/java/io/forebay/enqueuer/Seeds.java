package io.forebay.enqueuer;

import io.forebay.error.OutOfRangeException;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.List;

/// As many numbers as its first argument says, from 0 on, each with the seed. If there is a second
/// one, it fails behind them.
public final class Seeds implements GeneratorFactory {
  /// Made by name.
  public Seeds() {}

  @Override
  public Generator<Tensor[]> create(List<String> args, long seed) {
    int count = Integer.parseInt(args.getFirst());
    Tensor item = Tensor.allocate(Arena.ofAuto(), DType.INT64, Shape.of(2));
    long[] next = {0};
    return () -> {
      if (next[0] == count) {
        throw args.size() == 1
            ? new OutOfRangeException("no more")
            : new IndexOutOfBoundsException(args.get(1));
      }
      item.setLong(0, next[0]++);
      item.setLong(1, seed);
      return new Tensor[] {item};
    };
  }
}
