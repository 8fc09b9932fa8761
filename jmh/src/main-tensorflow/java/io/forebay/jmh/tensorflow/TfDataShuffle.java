package io.forebay.jmh.tensorflow;

import io.forebay.jmh.Elements;
import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/// `tf.data` from memory: the slices of a tensor, again and again, shuffled in a buffer of
/// `capacity` elements and batched; every word of a batch is read. Elements of the buffer borrow
/// the memory of the tensor, so there is one copy.
///
/// Tried, medians of slices of 0.3 s that alternated in one JVM (a busy machine of 2 cores):
///
/// | 64 B, 4,096 elements, batches of 64 | M/s |
/// | --- | --- |
/// | nothing made ahead, steps run by the calling thread: **this** | 0.85 (0.43 to 1.6) |
/// | 1 or 2 batches made ahead by `prefetch` | 0.33 to 0.35 |
///
/// So a batch of 64 small elements is not worth the change of threads. Compared with the first in
/// another run: steps run by the pool of the session 0.61 times as fast, two batches made ahead
/// 0.60, `FinalizeDataset` 0.87, the same without autotuning 0.80, a session without graph
/// optimisation 0.78, `ShuffleAndRepeatDataset` 0.85, shuffle before repeat 0.81. With batches made
/// ahead, 8 of them, `parallel_copy` or `ParallelBatchDataset` gained nothing. Of 1,048,576
/// elements 0.34, with 2 batches ahead 0.09 (0.15 and 0.13 in a slow hour). Elements of 602,112 B
/// in batches of 32: 2 batches ahead 0.8 times as fast, `parallel_copy` the same.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TfDataShuffle {
  private static final long SOURCE_BYTES = 256L << 20;

  /// Bytes of an element.
  @Param("64")
  public int bytes;

  /// Elements in a batch.
  @Param("64")
  public int batch;

  /// Elements to draw from.
  @Param("4096")
  public int capacity;

  /// Batches made ahead by a thread of TensorFlow; 0: the consumer makes them.
  @Param("0")
  public int prefetch;

  private Batches batches;
  private int words;

  /// Takes the dataset of these parameters, its buffer filled.
  @Setup
  public void open() {
    words = Kernels.words(bytes);
    batches =
        Kept.get(
            String.join(
                " ", "tf.data shuffle", "" + bytes, "" + batch, "" + capacity, "" + prefetch),
            this::make);
  }

  private Batches make() {
    NativeLibrary.prepare();
    var graph = new Graph();
    Ops tf = Ops.create(graph);
    Shape sourceShape = Shape.of(sourceElements(), words);
    Output<TInt64> source = tf.placeholder(TInt64.class, Placeholder.shape(sourceShape)).asOutput();
    var elements = Components.of(TInt64.class, Shape.of(words));
    var rows = Components.of(TInt64.class, Shape.of(batch, words));
    var dataset = batched(tf, shuffled(tf, source, elements), rows);
    try (TInt64 tensor = TInt64.tensorOf(sourceShape)) {
      Kernels.write(TensorMemory.of(tensor), 0, Math.toIntExact(sourceShape.size()), 0);
      var made = new Batches(graph, dataset, rows, step -> step.feed(source, tensor));
      made.next().close(); // which fills the buffer
      return made;
    }
  }

  /// Twice the buffer, unless that is too large.
  private long sourceElements() {
    return Math.max(capacity, Math.min(2L * capacity, SOURCE_BYTES / bytes));
  }

  private Operand<? extends TType> shuffled(Ops tf, Output<TInt64> source, Components elements) {
    var slices = tf.data.tensorSliceDataset(List.of(source), elements.shapes());
    var endless =
        tf.data.repeatDataset(slices, tf.constant(-1L), elements.types(), elements.shapes());
    return tf.data.shuffleDataset(
        endless,
        tf.constant((long) capacity),
        tf.constant(1L),
        tf.constant(2L),
        tf.random.dummySeedGenerator(),
        elements.types(),
        elements.shapes());
  }

  private Operand<? extends TType> batched(
      Ops tf, Operand<? extends TType> shuffled, Components rows) {
    var batched =
        tf.data.batchDataset(
            shuffled, tf.constant((long) batch), tf.constant(true), rows.types(), rows.shapes());
    return prefetch == 0
        ? batched
        : tf.data.prefetchDataset(
            batched, tf.constant((long) prefetch), rows.types(), rows.shapes());
  }

  /// The next batch.
  @Benchmark
  public void handOver(Elements elements, Blackhole hole) {
    try (Result result = batches.next()) {
      hole.consume(Kernels.sum(TensorMemory.of(result.get(0)), 0, batch * words));
      elements.elements += batch;
    }
  }
}
