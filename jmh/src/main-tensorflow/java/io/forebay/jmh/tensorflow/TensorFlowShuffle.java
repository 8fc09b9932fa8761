package io.forebay.jmh.tensorflow;

import io.forebay.jmh.Elements;
import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.io.RandomShuffleQueue;

/// TensorFlow's `RandomShuffleQueue`, half of whose capacity stays behind: elements are put in
/// `run` at a time by `enqueue_many`, or one by one by `enqueue`, and taken in batches by
/// `dequeue_many`. They are written and read in the memory of tensors. One producer, one consumer;
/// see [QueueSession].
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TensorFlowShuffle {
  /// Bytes of an element.
  @Param("64")
  public int bytes;

  /// Elements put in together.
  @Param("64")
  public int run;

  /// Elements taken together.
  @Param("64")
  public int batch;

  /// Elements that the queue holds; a multiple of `run`.
  @Param("4096")
  public int capacity;

  private QueueSession queue;
  private int words;

  /// The producer's tensor.
  @State(Scope.Thread)
  public static class Producer {
    private RunWriter writer;

    /// Makes the tensor.
    @Setup
    public void open(TensorFlowShuffle contender) {
      writer = new RunWriter(contender.queue, contender.words, contender.run);
    }

    /// Returns it.
    @TearDown
    public void close() {
      writer.close();
    }
  }

  /// Takes the queue of these parameters; at first it is full.
  @Setup
  public void open() {
    words = Kernels.words(bytes);
    queue =
        Kept.get(
            String.join(" ", "TensorFlow shuffle", "" + bytes, "" + run, "" + batch, "" + capacity),
            this::make);
  }

  private QueueSession make() {
    var made =
        new QueueSession(
            tf ->
                tf.io
                    .randomShuffleQueue(
                        QueueSession.types(),
                        RandomShuffleQueue.shapes(Shape.of(words)),
                        RandomShuffleQueue.capacity((long) capacity),
                        RandomShuffleQueue.minAfterDequeue(capacity / 2L),
                        RandomShuffleQueue.seed(1L))
                    .handle(),
            words,
            run,
            batch);
    try (var writer = new RunWriter(made, words, run)) {
      for (int filled = 0; filled <= capacity - run; filled += run) {
        writer.enqueue();
      }
    }
    return made;
  }

  /// Writes a run and puts it in.
  @Benchmark
  @Group("handOver")
  public void produce(Producer producer, Elements elements) {
    if (!producer.writer.enqueue()) {
      elements.refused++;
    }
  }

  /// Takes a batch and reads it.
  @Benchmark
  @Group("handOver")
  public void consume(Elements elements, Blackhole hole) {
    try (Result result = queue.dequeue()) {
      if (result == null) {
        elements.refused++;
        return;
      }
      hole.consume(Kernels.sum(TensorMemory.of(result.get(0)), 0, batch * words));
      elements.elements += batch;
    }
  }
}
