package io.forebay.jmh.tensorflow;

import io.forebay.jmh.Kernels;
import java.lang.foreign.MemorySegment;
import org.tensorflow.types.TInt64;

/// A producer for a queue of TensorFlow: writes elements in the memory of a tensor, which it feeds.
///
/// A tensor of several elements is used again and again, for `enqueue_many` copies them; one of a
/// single element belongs to the queue afterwards, so the next element gets a new one.
final class RunWriter implements AutoCloseable {
  private final QueueSession queue;
  private final int words;
  private final int run;
  private TInt64 tensor;
  private MemorySegment memory;
  private long value;

  /// @param words of an element
  /// @param run elements put in together
  RunWriter(QueueSession queue, int words, int run) {
    this.queue = queue;
    this.words = words;
    this.run = run;
    this.tensor = queue.newRun();
    this.memory = TensorMemory.of(tensor);
  }

  /// Writes a run and waits until it is in; false if there was no room in time.
  boolean enqueue() {
    for (int row = 0; row < run; row++) {
      Kernels.write(memory, (long) row * words * Long.BYTES, words, value++);
    }
    boolean entered = queue.enqueue(tensor);
    if (run == 1) {
      replace();
    }
    return entered;
  }

  private void replace() {
    tensor.close();
    tensor = queue.newRun();
    memory = TensorMemory.of(tensor);
  }

  @Override
  public void close() {
    tensor.close();
  }
}
