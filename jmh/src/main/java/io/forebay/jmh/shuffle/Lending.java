package io.forebay.jmh.shuffle;

import io.forebay.jmh.Kernels;
import io.forebay.queue.ShuffleQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import java.lang.foreign.Arena;

/// Lends elements that lie in memory, round and round; more of them than the queue holds.
final class Lending implements ForebayShuffle.Entrance {
  private static final Runnable NOTHING_TO_DO = () -> {};

  private final ShuffleQueue queue;
  private final Tensor[][] elements;
  private int next;

  Lending(ShuffleQueue queue, Tensor[][] elements) {
    this.queue = queue;
    this.elements = elements;
  }

  /// Elements for the life of the JVM, each the one component of an example.
  static Tensor[][] elements(int count, int words) {
    Tensor[][] made = new Tensor[count][];
    for (int i = 0; i < count; i++) {
      Tensor element = Tensor.allocate(Arena.global(), DType.INT64, Shape.of(words));
      Kernels.write(element, words, i);
      made[i] = new Tensor[] {element};
    }
    return made;
  }

  @Override
  public boolean enqueue() throws InterruptedException {
    Tensor[] element = elements[next];
    boolean lent = queue.enqueueByReference(ForebayShuffle.SOON, NOTHING_TO_DO, element);
    if (lent) {
      next = next + 1 == elements.length ? 0 : next + 1;
    }
    return lent;
  }
}
