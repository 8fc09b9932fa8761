package io.forebay.lincheck;

import io.forebay.error.CancelledException;
import io.forebay.error.OutOfRangeException;
import io.forebay.queue.ExploredQueue;
import io.forebay.queue.ShuffleConfig;
import io.forebay.queue.TensorQueue;
import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import io.forebay.tensor.Tensor;
import io.forebay.wait.Wait;
import io.forebay.wait.Waiting;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// A small queue of pairs of numbers, `(id, ~id)`, with producers and consumers that park. A lost
/// wake-up shows as such.
public abstract class QueueWorld extends World {
  TensorQueue queue;
  private final boolean[] seen = new boolean[64];

  QueueWorld() {}

  final TensorQueue fifo(int capacity) {
    return ExploredQueue.fifo(capacity, Waiting.parking(), false, false, memory()).queue();
  }

  final TensorQueue shuffle(int capacity, int minAfterDequeue) {
    ShuffleConfig config = ShuffleConfig.of(minAfterDequeue).withSeed(1);
    return ExploredQueue.shuffle(capacity, config, Waiting.parking(), memory()).queue();
  }

  private ExploredQueue.Memory memory() {
    return new ExploredQueue.Memory(this::words, at -> 0, newThreads());
  }

  /// Enqueues `rows` rows one by one, from `10 * name` on, until the queue is closed.
  final class Producer extends Actor {
    private final int name;
    private final int rows;
    int sent;

    Producer(int name, int rows) {
      this.name = name;
      this.rows = rows;
    }

    @Override
    void act() throws InterruptedException {
      try {
        while (sent < rows) {
          enqueue(10L * name + sent, Wait.FOREVER);
          sent++;
        }
      } catch (CancelledException e) {
        require(queue.isClosed(), "refused, but the queue is open");
      }
    }
  }

  /// Dequeues `requests` times `rows` rows, or until the end of the data.
  final class Consumer extends Actor {
    private final int requests;
    private final int rows;
    int read;

    Consumer(int requests, int rows) {
      this.requests = requests;
      this.rows = rows;
    }

    @Override
    void act() throws InterruptedException {
      try {
        for (int i = 0; i < requests; i++) {
          dequeue(rows);
          read += rows;
        }
      } catch (OutOfRangeException e) {
        require(queue.isClosed(), "out of range, but the queue is open");
      }
    }
  }

  /// Closes the queue once.
  final class Closer extends Actor {
    private final boolean cancels;

    Closer(boolean cancels) {
      this.cancels = cancels;
    }

    @Override
    void act() throws InterruptedException {
      queue.close(cancels);
    }
  }

  void enqueue(long id, Wait wait) throws InterruptedException {
    long[] pair = {id, ~id};
    queue.enqueue(wait, Tensor.of(DType.INT64, Shape.of(2), MemorySegment.ofArray(pair), 0));
  }

  private void dequeue(int rows) throws InterruptedException {
    long[] pairs = new long[2 * rows];
    Shape shape = Shape.of(rows, 2);
    queue.dequeueMany(rows, Tensor.of(DType.INT64, shape, MemorySegment.ofArray(pairs), 0));
    for (int i = 0; i < pairs.length; i += 2) {
      require(pairs[i] == ~pairs[i + 1], "a torn row: " + pairs[i] + ", " + pairs[i + 1]);
      require(!seen[(int) pairs[i]], "row " + pairs[i] + " comes twice");
      seen[(int) pairs[i]] = true;
    }
  }

  abstract void play();

  @Override
  public final void run() {
    Arrays.fill(seen, false);
    play();
    queue.free();
  }
}
