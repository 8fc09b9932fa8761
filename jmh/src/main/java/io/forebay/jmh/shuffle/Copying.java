package io.forebay.jmh.shuffle;

import io.forebay.jmh.Kernels;
import io.forebay.queue.ShuffleQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;

/// Writes a run in a tensor of its own and copies it in.
final class Copying implements ForebayShuffle.Entrance {
  private final Arena arena = Arena.ofShared();
  private final ShuffleQueue queue;
  private final int run;
  private final int words;
  private final Tensor[] stacked;
  private long value;

  Copying(ShuffleQueue queue, int run, int words) {
    this.queue = queue;
    this.run = run;
    this.words = words;
    this.stacked = new Tensor[] {Tensor.allocate(arena, DType.INT64, Shape.of(run, words))};
  }

  @Override
  public boolean enqueue() throws InterruptedException {
    Kernels.write(stacked[0].base(), stacked[0].byteOffset(), run * words, value++);
    return queue.enqueueMany(ForebayShuffle.SOON, stacked) == run;
  }

  @Override
  public void close() {
    arena.close();
  }
}
