package io.forebay.jmh.tensorflow;

import io.forebay.jmh.Elements;
import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import io.forebay.jmh.feed.Digits;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/// `tf.data` on the file of [Digits], read again and again: records shuffled in a buffer of 10,000,
/// in batches of 128, which are parsed as a whole; every word of a batch is read. Parsing after
/// batching is what the manual advises.
///
/// Tried, medians of slices of 0.3 s that alternated in one JVM (a busy machine of 2 cores):
///
/// | parsed | M/s |
/// | --- | --- |
/// | two batches at a time, by threads of the dataset, nothing else made ahead: **this** | 0.23 |
/// | the same, 2 or 8 batches made ahead by `prefetch` | 0.12 |
/// | one at a time; as many as `tf.data` likes | 0.11; 0.16 |
/// | by `ParseExample` after the iterator, in the same step | 0.74 times the first |
/// | the same, 2 batches of records made ahead | 0.5 times the first |
///
/// Three and four at a time were as two. The reader's buffer of 256 KiB was faster than 2 MiB, or
/// than the default (0.7 times).
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TfDataFeed {
  private static final Components RECORD = Components.of(TString.class, Shape.scalar());
  private static final Components RECORDS = Components.of(TString.class, Shape.of(Digits.BATCH));
  private static final Feature<TInt64> LABEL = new Feature<>(TInt64.class, Shape.scalar());
  private static final Feature<TFloat32> IMAGE =
      new Feature<>(TFloat32.class, Shape.of(Digits.PIXELS));

  /// Batches that are parsed at the same time; -1: as many as `tf.data` thinks right.
  @Param("2")
  public int parsers;

  /// Batches made ahead by a thread of TensorFlow; 0: none.
  @Param("0")
  public int prefetch;

  /// Bytes that the reader reads at once; 0: as it likes.
  @Param("262144")
  public long readAhead;

  private Batches batches;

  /// Takes the dataset of these parameters, its buffer filled.
  @Setup
  public void open() {
    batches =
        Kept.get(
            String.join(" ", "tf.data feed", "" + parsers, "" + prefetch, "" + readAhead),
            this::make);
  }

  private Batches make() {
    NativeLibrary.prepare();
    Digits digits = Digits.kept();
    var graph = new Graph();
    Ops tf = Ops.create(graph);
    // the operation parses in the order of the names
    var features =
        new TreeMap<String, Feature<?>>(Map.of(digits.label(), LABEL, digits.image(), IMAGE));
    var rows = rows(features.values());
    var parsed = parsed(tf, shuffled(tf, records(graph, tf, digits)), features, rows);
    var ahead =
        prefetch == 0
            ? parsed
            : tf.data.prefetchDataset(
                parsed, tf.constant((long) prefetch), rows.types(), rows.shapes());
    var made = new Batches(graph, ahead, rows, step -> step);
    made.next().close(); // which fills the buffer
    return made;
  }

  private static Components rows(Collection<? extends Feature<?>> features) {
    return new Components(
        features.stream().<Class<? extends TType>>map(Feature::type).toList(),
        features.stream().map(each -> each.shape().prepend(Digits.BATCH)).toList());
  }

  /// The method of the Java API makes an operation that lacks one input.
  private Output<TType> records(Graph graph, Ops tf, Digits digits) {
    var scope = graph.baseScope();
    return scope
        .env()
        .opBuilder("TFRecordDataset", "records", scope)
        .addInput(tf.constant(digits.file().toString()).asOutput())
        .addInput(tf.constant("").asOutput()) // no compression
        .addInput(tf.constant(readAhead).asOutput())
        .build()
        .output(0);
  }

  private static Operand<? extends TType> shuffled(Ops tf, Output<TType> records) {
    var endless = tf.data.repeatDataset(records, tf.constant(-1L), RECORD.types(), RECORD.shapes());
    return tf.data.shuffleDataset(
        endless,
        tf.constant((long) Digits.SHUFFLED),
        tf.constant(1L),
        tf.constant(2L),
        tf.random.dummySeedGenerator(),
        RECORD.types(),
        RECORD.shapes());
  }

  private Operand<? extends TType> parsed(
      Ops tf,
      Operand<? extends TType> shuffled,
      SortedMap<String, Feature<?>> features,
      Components rows) {
    var batched =
        tf.data.batchDataset(
            shuffled,
            tf.constant((long) Digits.BATCH),
            tf.constant(true),
            RECORDS.types(),
            RECORDS.shapes());
    return tf.data.parseExampleDataset(
        batched,
        tf.constant((long) parsers),
        features.values().stream().<Operand<?>>map(each -> each.noDefault(tf)).toList(),
        List.of(),
        List.copyOf(features.keySet()),
        List.of(),
        features.values().stream().map(Feature::shape).toList(),
        rows.types(),
        rows.shapes(),
        List.of(),
        List.of());
  }

  /// The next batch.
  @Benchmark
  public void examples(Elements elements, Blackhole hole) {
    try (Result result = batches.next()) {
      for (Map.Entry<String, Tensor> component : result) {
        MemorySegment memory = TensorMemory.of(component.getValue());
        hole.consume(Kernels.sum(memory, 0, (int) (memory.byteSize() / Long.BYTES)));
      }
      elements.elements += Digits.BATCH;
    }
  }

  private record Feature<T extends TType>(Class<T> type, Shape shape) {
    /// So each record must have it.
    Operand<T> noDefault(Ops tf) {
      return tf.zeros(tf.array(0), type);
    }
  }
}
