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
import org.tensorflow.op.io.FifoQueue;

/// TensorFlow's `FIFOQueue`: elements are put in and taken out `run` at a time, `enqueue_many` and
/// `dequeue_many`, or `enqueue` and `dequeue` one by one. They are written and read in the memory
/// of tensors. One producer, one consumer; see [QueueSession].
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TensorFlowFifo {
  /// Bytes of an element.
  @Param("64")
  public int bytes;

  /// Elements handed over together. The fastest: 64 for small elements, 1 for large ones, which are
  /// then not copied at all.
  @Param({"1", "64"})
  public int run;

  /// Elements that the queue holds.
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
    public void open(TensorFlowFifo contender) {
      writer = new RunWriter(contender.queue, contender.words, contender.run);
    }

    /// Returns it.
    @TearDown
    public void close() {
      writer.close();
    }
  }

  /// Takes the queue of these parameters.
  @Setup
  public void open() {
    words = Kernels.words(bytes);
    queue =
        Kept.get(
            String.join(" ", "TensorFlow fifo", "" + bytes, "" + run, "" + capacity), this::make);
  }

  private QueueSession make() {
    return new QueueSession(
        tf ->
            tf.io
                .fifoQueue(
                    QueueSession.types(),
                    FifoQueue.shapes(Shape.of(words)),
                    FifoQueue.capacity((long) capacity))
                .handle(),
        words,
        run,
        run);
  }

  /// Writes a run and puts it in.
  @Benchmark
  @Group("handOver")
  public void produce(Producer producer, Elements elements) {
    if (!producer.writer.enqueue()) {
      elements.refused++;
    }
  }

  /// Takes a run and reads it.
  @Benchmark
  @Group("handOver")
  public void consume(Elements elements, Blackhole hole) {
    try (Result result = queue.dequeue()) {
      if (result == null) {
        elements.refused++;
        return;
      }
      hole.consume(Kernels.sum(TensorMemory.of(result.get(0)), 0, run * words));
      elements.elements += run;
    }
  }
}
