package io.forebay.faults;

import io.forebay.coordination.Await;
import io.forebay.enqueuer.Sequence;
import io.forebay.enqueuer.SequenceFactory;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Tensors full of their number. Whoever is first to load [#HALT] writes the number of its process
/// into the file that is the argument, and stays there for ever.
public final class HaltingItems implements SequenceFactory {
  static final int LENGTH = 6;
  static final int HALT = 3;
  private static final int VALUES = 1000;

  /// Made by name.
  public HaltingItems() {}

  @Override
  public Sequence<Tensor[]> create(List<String> args) {
    return new Items(Path.of(args.getFirst()));
  }

  private record Items(Path file) implements Sequence<Tensor[]> {
    @Override
    public int length() {
      return LENGTH;
    }

    @Override
    public Tensor[] get(int index) throws IOException {
      if (index == HALT && !Files.exists(file)) {
        halt();
      }
      Tensor tensor = Tensor.allocate(Arena.ofAuto(), DType.INT64, Shape.of(VALUES));
      for (int i = 0; i < VALUES; i++) {
        tensor.setLong(i, index);
      }
      return new Tensor[] {tensor};
    }

    private void halt() throws IOException {
      Path written = file.resolveSibling("written");
      Files.writeString(written, Long.toString(ProcessHandle.current().pid()));
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      while (true) {
        LockSupport.park();
      }
    }
  }

  /// Waits until a process is there; its number.
  static long halted(Path file) throws IOException {
    Await.until("a worker is halted", () -> Files.exists(file));
    return Long.parseLong(Files.readString(file));
  }

  /// The number that the item is full of.
  static long number(Tensor[] item) {
    long number = item[0].getLong(0);
    for (int i = 0; i < VALUES; i++) {
      if (item[0].getLong(i) != number) {
        throw new AssertionError("value " + i + ": " + item[0].getLong(i) + ", not " + number);
      }
    }
    return number;
  }
}
