package io.forebay.jmh.feed;

import io.forebay.input.BatchReader;
import io.forebay.input.Examples;
import io.forebay.input.Input;
import io.forebay.input.Source;
import io.forebay.jmh.Elements;
import io.forebay.jmh.Kept;
import io.forebay.jmh.Kernels;
import io.forebay.queue.ElementWriter;
import io.forebay.records.ExampleParser;
import io.forebay.records.FeatureSpec;
import io.forebay.records.RecordBuffer;
import io.forebay.records.RecordException;
import io.forebay.records.TfRecordReader;
import io.forebay.records.TfRecordSource;
import io.forebay.tensor.DType;
import io.forebay.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

/// Our input: the file of [Digits], read again and again, checked, parsed, shuffled in a queue that
/// keeps 10,000 examples to draw from, and read in batches of 128, every word of them.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ForebayFeed {
  /// More than are drawn from, so that the workers need not wait for each batch.
  private static final int CAPACITY = Digits.SHUFFLED + 16 * Digits.BATCH;

  /// Threads that read, check and parse.
  @Param("2")
  public int workers;

  private BatchReader reader;

  /// Takes the input with that many workers, which run until the JVM ends; between runs they wait,
  /// the queue being full.
  @Setup
  public void open() throws InterruptedException {
    reader = Kept.get("forebay feed " + workers, this::start);
    reader.next();
  }

  private BatchReader start() {
    Digits digits = Digits.kept();
    ExampleParser parser =
        ExampleParser.of(
            FeatureSpec.of(digits.image(), DType.FLOAT32, Digits.PIXELS),
            FeatureSpec.of(digits.label(), DType.INT64));
    Supplier<ElementWriter<RecordBuffer, RecordException>> writers =
        () -> parser.newInstance()::parse;
    Source<RecordBuffer> source = new Records(digits.file());
    return Input.shuffleBatch(Examples.written(source, parser.elementSpec(), writers))
        .capacity(CAPACITY)
        .minAfterDequeue(Digits.SHUFFLED)
        .batchSize(Digits.BATCH)
        .workers(workers)
        .start();
  }

  /// The next batch.
  @Benchmark
  public void examples(Elements elements, Blackhole hole) throws InterruptedException {
    reader.next();
    Tensor images = reader.batch().component(0);
    Tensor labels = reader.batch().component(1);
    long sum = Kernels.sum(images, Digits.BATCH * Digits.PIXELS * Float.BYTES / Long.BYTES);
    hole.consume(sum + Kernels.sum(labels, Digits.BATCH));
    elements.elements += Digits.BATCH;
  }

  private static final class Records implements Source<RecordBuffer> {
    private final TfRecordSource source;

    Records(Path file) {
      source =
          new TfRecordSource(
              List.of(file), TfRecordSource.ENDLESS, TfRecordReader.MAX_RECORD_BYTES);
    }

    @Override
    public RecordBuffer newRecord() {
      return new RecordBuffer();
    }

    @Override
    public boolean next(RecordBuffer record) throws RecordException {
      return source.next(record);
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
